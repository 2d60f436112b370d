package gaia.rollback;

import static java.util.stream.Collectors.toSet;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.migrate.Limits;
import gaia.migrate.Patience;
import gaia.migrate.Words;
import gaia.schema.Grants;
import gaia.schema.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;

/** The undo scripts on the real database: one transaction, counted, verified, then committed. */
final class Reversal {
  private final Run run;
  private final Trial trial;
  private final List<Script> undone;
  private final boolean loseData;
  private final Limits limits;

  Reversal(Run run, Trial trial, List<Script> undone, boolean loseData, Limits limits) {
    this.run = run;
    this.trial = trial;
    this.undone = undone;
    this.loseData = loseData;
    this.limits = limits;
  }

  Losses commit() throws SQLException {
    return again(true);
  }

  /** What would be lost; the same work, rolled back. */
  Losses preview() throws SQLException {
    return again(false);
  }

  private Losses again(boolean keep) throws SQLException {
    Patience patience = new Patience(run, limits);
    while (true) {
      try {
        return once(keep);
      } catch (SQLException | Stop e) {
        if (!patience.allowsAnother(e, "a table")) {
          throw e;
        }
      }
    }
  }

  private Losses once(boolean keep) throws SQLException {
    Connection connection = run.home();
    Set<String> known =
        differences(trial.now(), connection).stream().map(Difference::id).collect(toSet());
    connection.setAutoCommit(false);
    try {
      Losses lost = work(connection);
      verify(connection, known);
      if (keep) {
        connection.commit();
      }
      return lost;
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** What the trial could not foresee is undone once more, and counted before it goes. */
  private Losses work(Connection connection) throws SQLException {
    Savepoint untouched = connection.setSavepoint();
    Moves expected = trial.moves();
    while (true) {
      Undoing undoing = Undoing.begin(connection, expected, loseData);
      Moves unforeseen = undoing.run(undone);
      if (unforeseen.isNothing()) {
        new Grants(connection, true).set();
        return undoing.lost();
      }
      connection.rollback(untouched);
      expected = expected.and(unforeseen);
    }
  }

  private void verify(Connection connection, Set<String> known) throws SQLException {
    List<Difference> wrong =
        differences(trial.then(), connection).stream()
            .filter(difference -> !known.contains(difference.id()))
            .toList();
    if (!wrong.isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "taken back, the schema is not what it was: " + Words.of(wrong),
          "nothing was changed: gaia drift shows what was made by hand");
    }
  }

  private static List<Difference> differences(Catalog expected, Connection connection)
      throws SQLException {
    return Differences.told(Differences.between(expected, Catalog.read(connection)));
  }
}
