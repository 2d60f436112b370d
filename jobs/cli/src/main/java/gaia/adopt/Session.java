package gaia.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** As whom an adoption works: old things belong to the login's roles, new ones to the owner. */
final class Session {
  private Session() {}

  static void asLogin(Connection connection) throws SQLException {
    execute(connection, "reset role");
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
