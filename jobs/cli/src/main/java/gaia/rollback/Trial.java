package gaia.rollback;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Took;
import gaia.migrate.Migrations;
import gaia.migrate.ScratchCopy;
import gaia.migrate.Words;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What the undo scripts did on a scratch copy.
 *
 * @param now the schema as it should stand before
 * @param then the schema as it stood before those migrations, to which they led back
 * @param moves what that did to where values lie
 */
record Trial(Catalog now, Catalog then, Moves moves) {
  static Trial of(
      Run run, Migrations migrations, Scripts scripts, Standing standing, List<Script> undone)
      throws SQLException {
    long begun = System.nanoTime();
    List<Script> kept =
        standing.done().stream().filter(script -> !undone.contains(script)).toList();
    try (ScratchCopy copy = ScratchCopy.make(run, migrations, scripts)) {
      Trial trial = on(copy, kept, undone);
      run.progress(
          String.format(
              "%-11s%-62s%s",
              "rehearsal",
              "taken back and compared on a scratch copy",
              Took.seconds(Duration.ofNanos(System.nanoTime() - begun))));
      return trial;
    }
  }

  private static Trial on(ScratchCopy copy, List<Script> kept, List<Script> undone)
      throws SQLException {
    copy.replay(kept);
    Catalog then = copy.catalog();
    copy.replay(undone);
    Catalog now = copy.catalog();
    Storage before = Storage.read(copy.connection());
    copy.undo(undone);
    List<Difference> left = Differences.told(Differences.between(then, copy.catalog()));
    if (!left.isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "rehearsal: taken back, the schema is not what it was: " + Words.of(left),
          "the database was not touched: the undo scripts are at fault");
    }
    return new Trial(now, then, Moves.between(before, Storage.read(copy.connection())));
  }
}
