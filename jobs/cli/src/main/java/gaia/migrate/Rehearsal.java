package gaia.migrate;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Took;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import gaia.schema.Undo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.api.FlywayException;

/**
 * What a migrate found out on a scratch copy before it touches a database that holds data.
 *
 * @param before the schema as it should stand
 * @param after the schema as it will stand
 */
record Rehearsal(Catalog before, Catalog after) {
  private static final String UNTOUCHED = "the database was not touched: ";

  static Rehearsal of(
      Run run, Migrations migrations, Scripts scripts, Standing standing, List<Script> pending)
      throws SQLException {
    long begun = System.nanoTime();
    Undo.mustBeWritten(pending);
    try (ScratchCopy copy = ScratchCopy.make(run, migrations, scripts)) {
      Rehearsal rehearsal = on(copy, standing, pending);
      run.progress(
          String.format(
              "%-11s%-62s%s",
              "rehearsal",
              "applied, verified, undone, compared on a scratch copy",
              Took.seconds(Duration.ofNanos(System.nanoTime() - begun))));
      return rehearsal;
    }
  }

  private static Rehearsal on(ScratchCopy copy, Standing standing, List<Script> pending)
      throws SQLException {
    try {
      copy.replay(standing.done());
      Catalog before = copy.catalog();
      copy.upgrade(pending);
      Catalog after = copy.catalog();
      copy.undo(pending);
      List<Difference> left = Differences.told(Differences.between(before, copy.catalog()));
      if (!left.isEmpty()) {
        throw Stop.because(
            Outcome.FAILED,
            "rehearsal: undone, the schema is not what it was: " + Words.of(left),
            UNTOUCHED + "mend the undo scripts and try again");
      }
      return new Rehearsal(before, after);
    } catch (FlywayException e) {
      SQLException refusal = Failure.within(e);
      throw Stop.because(
          Outcome.FAILED,
          "rehearsal: %s: %s"
              .formatted(
                  FailedUpgrade.where(e), refusal == null ? e.getMessage() : Failure.text(refusal)),
          UNTOUCHED
              + (refusal == null ? "mend the script and try again" : FailedUpgrade.remedy(refusal)),
          e);
    }
  }
}
