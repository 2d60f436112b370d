package gaia.drift;

import gaia.catalog.closing.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Counts rows as whoever would change them, in a transaction that leaves nothing behind. */
final class Counting implements AutoCloseable {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Connection connection;

  Counting(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    run(Settings.local());
  }

  /**
   * {@code public.t (3 rows)}; empty where there is nothing.
   *
   * @param become what makes the session act as somebody
   */
  List<String> rows(String what, String become, String query) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      run(become);
      return told(what, number(query));
    } catch (SQLException e) {
      connection.rollback(before);
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return List.of(what + " (which this login may not count)");
      }
      throw e;
    }
  }

  private static List<String> told(String what, long rows) {
    return rows == 0
        ? List.of()
        : List.of("%s (%,d %s)".formatted(what, rows, rows == 1 ? "row" : "rows"));
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }
}
