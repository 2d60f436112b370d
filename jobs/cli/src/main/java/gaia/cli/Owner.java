package gaia.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The role that owns the schema, as which every command works. */
public final class Owner {
  public static final String ROLE = "gaia_owner";

  private Owner() {}

  /** False before the first migrate of a server, which makes it. */
  public static boolean exists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet owner =
            statement.executeQuery("select from pg_roles where rolname = '" + ROLE + "'")) {
      return owner.next();
    }
  }

  /** Becomes it where the login may; else what the login's own role was granted must do. */
  public static void becomeOrStay(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet may =
            statement.executeQuery("select pg_has_role(session_user, '" + ROLE + "', 'SET')")) {
      may.next();
      if (!may.getBoolean(1)) {
        return;
      }
    }
    become(connection);
  }

  public static void become(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set role " + ROLE);
    }
  }
}
