package gaia.rollback;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.catalog.Item;
import gaia.catalog.Kind;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the undo scripts did on a scratch copy.
 *
 * @param now the schema as it should stand before
 * @param then the schema as it stood before those migrations, to which they led back
 * @param emptied tables that stay, with other storage than before
 */
record Trial(Catalog now, Catalog then, Set<String> emptied) {
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
    Set<String> before = Storage.read(copy.connection());
    copy.undo(undone);
    List<Difference> left = Differences.told(Differences.between(then, copy.catalog()));
    if (!left.isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "rehearsal: taken back, the schema is not what it was: " + Words.of(left),
          "the database was not touched: the undo scripts are at fault");
    }
    Set<String> emptied = new HashSet<>(Storage.read(copy.connection()));
    emptied.removeAll(before);
    return new Trial(now, then, Storage.tables(emptied));
  }

  /** Tables and columns that go. */
  List<Item> gone() {
    return now.items().stream()
        .filter(item -> item.kind() == Kind.TABLE || item.kind() == Kind.COLUMN)
        .filter(item -> then.find(item.id()) == null)
        .filter(item -> item.of() == null || then.find(item.of()) != null || isTable(item))
        .toList();
  }

  private static boolean isTable(Item item) {
    return item.kind() == Kind.TABLE;
  }
}
