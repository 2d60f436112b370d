package gaia.drift;

import gaia.catalog.closing.Closing;
import gaia.catalog.closing.Loss;
import gaia.catalog.closing.Settings;
import gaia.catalog.closing.Step;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses SQL that would take rows or change values, before it is in somebody's pipe. */
final class TakenRows {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

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
    connection.setAutoCommit(false);
    try {
      run(Settings.local());
      for (Map.Entry<Loss, Step> each : losses.entrySet()) {
        Loss loss = each.getKey();
        (loss.changed() == null ? taken : changed).addAll(held(each.getValue(), loss));
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
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

  /** {@code public.t (3 rows)}, as whoever takes it sees it; empty where there is nothing. */
  private List<String> held(Step step, Loss loss) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      run(step.become());
      return counted(loss, rows(loss));
    } catch (SQLException e) {
      connection.rollback(before);
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return List.of(loss.what() + " (which this login may not count)");
      }
      if (loss.changed() == null) {
        throw e;
      }
      // Of a type that is not there yet, or that ends at what it cannot read.
      run(step.become());
      return counted(loss, rows(new Loss(loss.table(), loss.column(), null)));
    }
  }

  private static List<String> counted(Loss loss, long rows) {
    return rows == 0
        ? List.of()
        : List.of("%s (%,d %s)".formatted(loss.what(), rows, rows == 1 ? "row" : "rows"));
  }

  private long rows(Loss loss) throws SQLException {
    String where = loss.column() == null ? "" : " where " + loss.column() + " is not null";
    String changed = loss.changed() == null ? "" : " and (" + loss.changed() + ")";
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from " + loss.table() + where + changed)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
