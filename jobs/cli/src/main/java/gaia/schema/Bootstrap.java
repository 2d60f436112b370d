package gaia.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Roles and ownership, the first step of every migrate. */
public final class Bootstrap {
  private Bootstrap() {}

  /** Leaves the connection as the owner's. */
  public static void run(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set role cloudsqlsuperuser");
      statement.execute(Resources.read("bootstrap.sql"));
      connection.commit();
    }
    connection.setAutoCommit(true);
  }
}
