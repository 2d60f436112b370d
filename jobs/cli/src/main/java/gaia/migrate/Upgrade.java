package gaia.migrate;

import gaia.cli.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateOutput;
import org.jspecify.annotations.Nullable;

/** The migrations between where a database stands and where it shall stand. */
final class Upgrade {
  private final Run run;
  private final Flyway flyway;
  private final Schema before;

  private Upgrade(Run run, Flyway flyway, Schema before) {
    this.run = run;
    this.flyway = flyway;
    this.before = before;
  }

  static Upgrade of(
      Migrations migrations,
      Run run,
      Connection connection,
      Duration lockTimeout,
      @Nullable Integer to)
      throws SQLException {
    Steps steps = new Steps(run);
    Flyway flyway = migrations.over(run.database(), connection, lockTimeout, "latest", steps);
    Schema before = Schema.of(flyway);
    if (to != null) {
      before.mustReach(to);
      flyway = migrations.over(run.database(), connection, lockTimeout, "" + to, steps);
      before = Schema.of(flyway);
    }
    run.progress(
        "%s  PostgreSQL %s  schema %s, %d pending"
            .formatted(
                run.database().place(),
                connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
                before.version(),
                before.pending().size()));
    before.mustBeOurs();
    return new Upgrade(run, flyway, before);
  }

  String version() {
    return before.version();
  }

  int pending() {
    return before.pending().size();
  }

  boolean isPartial() {
    return before.isPartial();
  }

  /** The version that it ends at. */
  String goal() {
    return pending() == 0 ? version() : Schema.version(before.pending().getLast());
  }

  void preview() {
    for (MigrationInfo migration : before.pending()) {
      run.answer("would apply " + Schema.name(migration));
      run.item(
          Map.of(
              "version",
              Schema.version(migration),
              "description",
              migration.getDescription(),
              "state",
              "pending"));
    }
  }

  void apply() {
    if (pending() == 0) {
      return;
    }
    try {
      for (MigrateOutput step : flyway.migrate().migrations) {
        run.item(
            Map.of(
                "version",
                Schema.version(step.version),
                "description",
                step.description,
                "took_ms",
                step.executionTime));
      }
    } catch (FlywayException e) {
      throw FailedUpgrade.of(e, version());
    }
  }
}
