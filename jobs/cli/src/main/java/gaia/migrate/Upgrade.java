package gaia.migrate;

import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
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
      throw failed(e);
    }
  }

  private Stop failed(FlywayException failure) {
    SQLException refusal = Failure.within(failure);
    if (refusal == null) {
      return Stop.because(
          Outcome.FAILED, String.valueOf(failure.getMessage()), "nothing of it was kept", failure);
    }
    Outcome outcome = Failure.outcome(refusal);
    String next =
        switch (outcome) {
          case BUSY -> "try again when the lock is free, or raise --lock-timeout";
          case UNREACHABLE -> "run it again";
          default -> "mend the script and run it again";
        };
    return Stop.because(
        outcome,
        where(failure) + Failure.text(refusal),
        "nothing of it was kept, the schema is still " + version() + ": " + next,
        failure);
  }

  private static String where(FlywayException failure) {
    return failure instanceof FlywayMigrateException step
        ? "migration " + Schema.name(step.getMigration()) + ", line " + step.getLineNumber() + ": "
        : "";
  }
}
