package gaia.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A running PostgreSQL, wherever it runs. */
record Server(String host, int port, Runnable stop) {
  static final String SUPERUSER = "postgres";

  Connection connect(String login, String password, String database) throws SQLException {
    return connect(login, password, database, false);
  }

  Connection connect(String login, String password, String database, boolean replication)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("sslmode", "disable");
    if (replication) {
      properties.setProperty("replication", "database");
      properties.setProperty("assumeMinServerVersion", "16");
      properties.setProperty("preferQueryMode", "simple");
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + ":" + port + "/" + database, properties);
  }
}
