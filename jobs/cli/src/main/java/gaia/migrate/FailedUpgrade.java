package gaia.migrate;

import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.schema.Standing;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/** Which script ended a migrate, at which line, why, and what is left of it. */
final class FailedUpgrade {
  private static final String UNSAFE_NEW_VALUE = "55P04";

  private FailedUpgrade() {}

  /**
   * @param kept how many were committed before it
   */
  static Stop of(FlywayException failure, Standing before, int kept) {
    String left = left(failure, before, kept);
    SQLException refusal = Failure.within(failure);
    if (refusal == null) {
      return Stop.because(Outcome.FAILED, String.valueOf(failure.getMessage()), left, failure);
    }
    Outcome outcome = Failure.outcome(refusal);
    return Stop.because(
        outcome,
        where(failure) + ": " + Failure.text(refusal),
        switch (outcome) {
          case BUSY -> left + ": try again when the lock is free, or raise --wait";
          case UNREACHABLE -> "run it again: it goes on from what was committed";
          default -> left + ": " + remedy(refusal);
        },
        failure);
  }

  /** {@code migration 13 last, line 3}. */
  static String where(FlywayException failure) {
    return failure instanceof FlywayMigrateException step
        ? "migration " + Steps.name(step.getMigration()) + ", line " + step.getLineNumber()
        : "records and grants";
  }

  static String remedy(SQLException refusal) {
    return UNSAFE_NEW_VALUE.equals(refusal.getSQLState())
        ? "use the new value in the next migration, nobody may before this one is committed"
        : "mend the script and run it again";
  }

  private static String left(FlywayException failure, Standing before, int kept) {
    if (failure instanceof FlywayMigrateException step && !step.isExecutableInTransaction()) {
      MigrationInfo migration = step.getMigration();
      return "%s can't be in a transaction, what it did stays and the next migrate goes on there"
          .formatted(Steps.name(migration));
    }
    return kept == 0
        ? "nothing of it was kept, the schema is still " + before.version()
        : "the " + kept + " migrations before it were kept";
  }
}
