package gaia.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Applies to an empty copy what has been applied elsewhere, as fast as PostgreSQL takes it. */
public final class Replay {
  private static final String ROW =
      """
      insert into ops.flyway_history
        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
      values (
        (select coalesce(max(installed_rank), 0) + 1 from ops.flyway_history), ?, ?, 'SQL', ?, ?, session_user, 0, true)
      """;

  private Replay() {}

  /** In as few transactions as it may, with all that is recorded of them. */
  public static void run(Connection connection, List<Script> scripts) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        PreparedStatement row = connection.prepareStatement(ROW)) {
      // As Flyway sets it.
      statement.execute("set search_path = ops, \"$user\", public");
      for (Script script : scripts) {
        // Where there is no row and no reader, the same index is made in the transaction.
        SessionSettings.around(
            connection,
            script.isTransactional() ? script.sql() : Statements.together(script.sql()));
        row.setString(1, script.key());
        row.setString(2, script.description());
        row.setString(3, script.file());
        row.setInt(4, script.checksum());
        row.executeUpdate();
        if (script.mustBeCommitted()) {
          connection.commit();
        }
      }
      statement.execute("reset search_path");
    }
    Records.fill(connection, scripts);
    connection.commit();
    connection.setAutoCommit(true);
    new Grants(connection, true).apply();
  }
}
