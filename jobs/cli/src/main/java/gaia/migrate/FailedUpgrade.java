package gaia.migrate;

import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/** Which script ended a migrate, at which line, why, and what is left of it: nothing. */
final class FailedUpgrade {
  private FailedUpgrade() {}

  /**
   * @param version where the schema stood before, and stands still
   */
  static Stop of(FlywayException failure, String version) {
    SQLException refusal = Failure.within(failure);
    if (refusal == null) {
      return Stop.because(
          Outcome.FAILED, String.valueOf(failure.getMessage()), kept(version), failure);
    }
    Outcome outcome = Failure.outcome(refusal);
    return Stop.because(
        outcome,
        where(failure) + Failure.text(refusal),
        switch (outcome) {
          case BUSY -> kept(version) + ": try again when the lock is free, or raise --lock-timeout";
          case UNREACHABLE -> "run it again: it goes on from what was committed";
          default -> kept(version) + ": mend the script and run it again";
        },
        failure);
  }

  private static String kept(String version) {
    return "nothing of it was kept, the schema is still " + version;
  }

  private static String where(FlywayException failure) {
    return failure instanceof FlywayMigrateException step
        ? "migration " + Schema.name(step.getMigration()) + ", line " + step.getLineNumber() + ": "
        : "";
  }
}
