package gaia.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The floor of every command: a program that connects, does `select 1` and leaves. */
final class BareConnect {
  private BareConnect() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      if (!row.next()) {
        throw new SQLException("connected to nothing");
      }
    }
  }
}
