package gaia.migrate;

import gaia.cli.Database;
import gaia.cli.Owner;
import io.micronaut.flyway.FlywayConfigurationProperties;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;

/** Flyway as application.properties sets it up, pointed at one database. */
@Singleton
final class Migrations {
  private final FlywayConfigurationProperties settings;

  Migrations(@Named("default") FlywayConfigurationProperties settings) {
    this.settings = settings;
  }

  Flyway over(
      Database database,
      Connection connection,
      Duration lockTimeout,
      String target,
      Callback... callbacks)
      throws SQLException {
    return settings
        .getFluentConfiguration()
        .configuration(settings.getProperties())
        .dataSource(database.dataSource())
        .installedBy(database.user())
        .initSql(session(connection, lockTimeout))
        .target(target)
        .callbacks(callbacks)
        .load();
  }

  /**
   * Everything belongs to the owner, times in the history are UTC, and a statement whose client was
   * killed ends within a second. Before the first bootstrap there is no owner to become.
   */
  private static String session(Connection connection, Duration lockTimeout) throws SQLException {
    String session =
        "set time zone 'UTC'; set client_connection_check_interval = '1s'; set lock_timeout = "
            + lockTimeout.toMillis();
    return Owner.exists(connection) ? session + "; set role " + Owner.ROLE : session;
  }
}
