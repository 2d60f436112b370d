package gaia.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The floor of every command: a program that connects and leaves. */
final class BareConnect {
  private BareConnect() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
      if (!connection.isValid(1)) {
        throw new SQLException("connected to nothing");
      }
    }
  }
}
