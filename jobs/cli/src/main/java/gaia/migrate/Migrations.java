package gaia.migrate;

import gaia.cli.Database;
import gaia.schema.Script;
import gaia.schema.Session;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;

/** Flyway as our schema wants it, pointed at one database. */
@Singleton
public final class Migrations {
  private final String location;

  Migrations(@Property(name = "gaia.migrations") String location) {
    this.location = location;
  }

  Flyway over(
      Database database,
      Connection connection,
      Duration lockTimeout,
      Script target,
      Callback... callbacks)
      throws SQLException {
    return Flyway.configure()
        .locations(location)
        .defaultSchema("ops")
        .table("flyway_history")
        // bootstrap.sql makes ops; left to Flyway it would stand in the history as a migration.
        .createSchemas(false)
        // All that is pending or nothing: a failure leaves the database as it was.
        .group(true)
        .placeholderReplacement(false)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        // With its own lock in a transaction Flyway commits script and history on two connections.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
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
