package gaia.rollback;

import gaia.schema.Script;
import gaia.schema.Undo;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of the undo scripts, with what is counted under locks before and after it. */
final class Undoing {
  private final Connection connection;
  private final Storage before;
  private final Moves expected;
  private final boolean loseData;
  private final Map<String, Long> rows = new LinkedHashMap<>();

  private Undoing(Connection connection, Storage before, Moves expected, boolean loseData) {
    this.connection = connection;
    this.before = before;
    this.expected = expected;
    this.loseData = loseData;
  }

  static Undoing begin(Connection connection, Moves expected, boolean loseData)
      throws SQLException {
    Storage before = Storage.read(connection);
    return new Undoing(connection, before, expected.within(before), loseData);
  }

  /** What it did that was not expected, and so not counted. */
  Moves run(List<Script> undone) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Rows that a policy hides would go uncounted.
      statement.execute("set local row_security = off");
    }
    Count count = new Count(connection);
    for (Part part : expected.gone()) {
      count.lock(part.table());
      rows.put(part.full(), count.of(part));
    }
    // Before the scripts run, so that what is refused costs no work.
    mustBeAllowed();
    for (String table : expected.rewritten()) {
      count.lock(table);
    }
    List<Contents> contents = Contents.keep(connection, before, expected);
    Deleted deleted = Deleted.from(connection);
    Undo.run(connection, undone);
    Moves unforeseen = Moves.between(before, Storage.read(connection)).less(expected);
    if (unforeseen.isNothing()) {
      for (Contents each : contents) {
        each.lost().forEach(loss -> rows.merge(loss.what(), loss.rows(), Long::max));
        each.drop();
      }
      deleted.since(connection).forEach((table, number) -> rows.merge(table, number, Long::max));
      mustBeAllowed();
    }
    return unforeseen;
  }

  Losses lost() {
    return Losses.of(rows);
  }

  private void mustBeAllowed() {
    if (!loseData) {
      lost().mustBeNone();
    }
  }
}
