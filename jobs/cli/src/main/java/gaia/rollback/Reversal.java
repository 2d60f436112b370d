package gaia.rollback;

import static java.util.stream.Collectors.toSet;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Took;
import gaia.migrate.Limits;
import gaia.migrate.Patience;
import gaia.migrate.Words;
import gaia.rollback.Losses.Loss;
import gaia.schema.Grants;
import gaia.schema.Script;
import gaia.schema.Undo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Patience patience = new Patience(limits.all());
    while (true) {
      try {
        return once(keep);
      } catch (SQLException | Stop e) {
        Duration pause = patience.pause();
        if (!Patience.mayPass(Failure.within(e)) || pause.isZero()) {
          throw e;
        }
        run.progress(
            "a table was not free within %s, try %d follows in %s"
                .formatted(Took.seconds(limits.lock()), patience.tries() + 1, Took.seconds(pause)));
        if (!patience.waited(pause)) {
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

  private Losses work(Connection connection) throws SQLException {
    Count count = new Count(connection);
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Item item : trial.gone()) {
      count.lock(item.kind() == Kind.TABLE ? item.full() : item.within());
      rows.put(item.full(), count.of(item));
    }
    // Before the scripts run, so that what is refused costs no work.
    mustBeAllowed(losses(rows));
    for (String table : trial.emptied()) {
      count.lock(table);
      rows.put(table, count.rows(table));
    }
    Deleted deleted = Deleted.from(connection);
    Undo.run(connection, undone);
    for (String table : trial.emptied()) {
      rows.merge(table, -count.rows(table), Long::sum);
    }
    deleted.since(connection).forEach((table, number) -> rows.merge(table, number, Long::max));
    new Grants(connection, true).set();
    Losses lost = losses(rows);
    mustBeAllowed(lost);
    return lost;
  }

  private void mustBeAllowed(Losses lost) {
    if (!loseData && lost.rows() > 0) {
      throw Stop.because(
          Outcome.REFUSED,
          "rows would be lost: " + lost,
          "nothing was changed; --lose-data says that they may go");
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

  private static Losses losses(Map<String, Long> rows) {
    List<Loss> lost = new ArrayList<>();
    rows.forEach(
        (what, number) -> {
          if (number > 0) {
            lost.add(new Loss(what, number));
          }
        });
    return new Losses(lost);
  }
}
