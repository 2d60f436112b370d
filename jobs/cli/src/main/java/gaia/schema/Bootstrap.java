package gaia.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Roles and ownership, the first step of every migrate. */
public final class Bootstrap {
  public static final String PASSWORD_CLIENTS = "PASSWORD_CLIENTS";

  private Bootstrap() {}

  /** Leaves the connection as the owner's. */
  public static void run(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        PreparedStatement clients =
            connection.prepareStatement("select set_config('gaia.password_clients', ?, true)")) {
      clients.setString(1, passwordClients());
      clients.execute();
      becomeAdmin(connection);
      statement.execute(Resources.read("bootstrap.sql"));
      connection.commit();
    }
    connection.setAutoCommit(true);
  }

  /** Of the group that may make roles, which is made where the server is not Cloud SQL's. */
  public static void becomeAdmin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("reset role");
      statement.execute(Resources.read("standin.sql"));
      statement.execute("set role cloudsqlsuperuser");
    }
  }

  /** The words of the functions whose rights a client has that knows only a password. */
  private static String passwordClients() {
    String said = System.getenv(PASSWORD_CLIENTS);
    return said == null ? "" : said.replace(" ", "");
  }
}
