package gaia.migrate;

import gaia.cli.Database;
import gaia.schema.Script;
import gaia.schema.Session;
import io.micronaut.context.BeanProvider;
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
public final class Migrations {
  // Flyway takes its time to load, and mostly there is nothing for it to do.
  private final BeanProvider<FlywayConfigurationProperties> settings;

  Migrations(@Named("default") BeanProvider<FlywayConfigurationProperties> settings) {
    this.settings = settings;
  }

  Flyway over(
      Database database,
      Connection connection,
      Duration lockTimeout,
      Script target,
      Callback... callbacks)
      throws SQLException {
    FlywayConfigurationProperties properties = settings.get();
    return properties
        .getFluentConfiguration()
        .configuration(properties.getProperties())
        .dataSource(database.dataSource())
        .installedBy(database.user())
        .initSql(Session.asOwner(connection, lockTimeout))
        .target(target.key())
        // Flyway by itself knows fewer statements that must stand alone.
        .executeInTransaction(target.isTransactional())
        .callbacks(callbacks)
        .load();
  }
}
