package gaia.doctor;

import gaia.cli.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** A try to get in by what everybody knows. */
final class Attempt {
  private Attempt() {}

  static boolean opens(Database database, String login, String password) throws SQLException {
    try (Connection open = database.as(login, password).tryOnce()) {
      return open.isValid(1);
    } catch (SQLException e) {
      // 28P01 is a wrong password, 28000 one whom no rule lets in, 42501 no right to this database.
      if (String.valueOf(e.getSQLState()).startsWith("28")) {
        return false;
      }
      if ("42501".equals(e.getSQLState())) {
        return true;
      }
      throw e;
    }
  }
}
