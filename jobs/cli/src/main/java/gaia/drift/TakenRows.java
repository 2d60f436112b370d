package gaia.drift;

import gaia.catalog.closing.Closing;
import gaia.catalog.closing.Loss;
import gaia.catalog.closing.Step;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses SQL that would take rows or change values, before it is in somebody's pipe. */
final class TakenRows {
  private final Connection connection;

  TakenRows(Connection connection) {
    this.connection = connection;
  }

  void mustNotBe(Closing closing) throws SQLException {
    Map<Loss, Step> losses = new LinkedHashMap<>();
    closing.steps().stream()
        .filter(step -> step.loss() != null)
        .forEach(step -> losses.putIfAbsent(step.loss(), step));
    List<String> taken = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    try (Counting counting = new Counting(connection)) {
      for (Map.Entry<Loss, Step> each : losses.entrySet()) {
        Loss loss = each.getKey();
        (loss.changed() == null ? taken : changed).addAll(held(counting, each.getValue(), loss));
      }
    }
    List<String> would = new ArrayList<>();
    if (!taken.isEmpty()) {
      would.add("take what is in " + String.join(", ", taken));
    }
    if (!changed.isEmpty()) {
      would.add("change values of " + String.join(", ", changed) + ", or end at them");
    }
    if (!would.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "the SQL would " + String.join(", and ", would),
          "what was renamed, detached or given another type by hand goes back by hand;"
              + " --lose-data prints the SQL");
    }
  }

  private static List<String> held(Counting counting, Step step, Loss loss) throws SQLException {
    try {
      return counting.rows(loss.what(), step.become(), rows(loss));
    } catch (SQLException e) {
      if (loss.changed() == null) {
        throw e;
      }
      // Of a type that is not there yet, or that ends at what it cannot read.
      Loss all = new Loss(loss.table(), loss.column(), null);
      return counting.rows(loss.what(), step.become(), rows(all));
    }
  }

  private static String rows(Loss loss) {
    String where = loss.column() == null ? "" : " where " + loss.column() + " is not null";
    String changed = loss.changed() == null ? "" : " and (" + loss.changed() + ")";
    return "select count(*) from " + loss.table() + where + changed;
  }
}
