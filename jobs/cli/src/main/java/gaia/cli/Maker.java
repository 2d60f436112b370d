package gaia.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Who makes databases and renames them: the login itself where it may, else the group that may
 * where no login does, as on Cloud SQL.
 */
public final class Maker {
  private static final String NAME =
      """
      select quote_ident(case when rolcreatedb or rolsuper then rolname else 'cloudsqlsuperuser' end)
      from pg_roles
      where rolname = session_user
      """;

  private Maker() {}

  /** As SQL names it. */
  public static String of(Connection connection) throws SQLException {
    return text(connection, NAME);
  }

  /** Runs statements as a role, and is who it was again. */
  public static void as(Connection connection, String role, String sql) throws SQLException {
    String before = text(connection, "select quote_ident(current_setting('role'))");
    try (Statement statement = connection.createStatement()) {
      try {
        statement.execute("set role " + role);
        statement.execute(sql);
      } finally {
        statement.execute("set role " + before);
      }
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
