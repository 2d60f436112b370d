package gaia.drift;

import gaia.catalog.closing.Closing;
import gaia.catalog.closing.Loss;
import gaia.catalog.closing.Step;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Refuses SQL that would take rows, before it is in somebody's pipe. */
final class TakenRows {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Connection connection;

  TakenRows(Connection connection) {
    this.connection = connection;
  }

  void mustNotBe(Closing closing) throws SQLException {
    List<String> lost = new ArrayList<>();
    String self = self();
    try {
      for (Step step : closing.steps()) {
        Loss loss = step.loss();
        if (loss != null) {
          lost.addAll(held(step, loss));
        }
      }
    } finally {
      run("set role " + self);
    }
    if (!lost.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "the SQL would take what is in " + String.join(", ", lost),
          "what was renamed or detached by hand goes back by hand; --lose-data prints the SQL");
    }
  }

  /** {@code public.t (3 rows)}, as whoever takes it sees it; empty where there is nothing. */
  private List<String> held(Step step, Loss loss) throws SQLException {
    String where = loss.column() == null ? "" : " where " + loss.column() + " is not null";
    try (Statement statement = connection.createStatement()) {
      statement.execute(step.become());
      try (ResultSet row = statement.executeQuery("select count(*) from " + loss.table() + where)) {
        row.next();
        long rows = row.getLong(1);
        return rows == 0
            ? List.of()
            : List.of("%s (%,d %s)".formatted(loss.what(), rows, rows == 1 ? "row" : "rows"));
      }
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return List.of(loss.what() + " (which this login may not count)");
      }
      throw e;
    }
  }

  private String self() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select quote_ident(current_user)")) {
      row.next();
      return row.getString(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
