package gaia.schema;

import gaia.cli.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** How each connection of a migrate is set up, Flyway's own included. */
public final class Session {
  private Session() {}

  public static void set(Connection connection, Duration lockTimeout) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(settings(lockTimeout));
    }
  }

  /** Everything belongs to the owner; before the first bootstrap there is none to become. */
  public static String asOwner(Connection connection, Duration lockTimeout) throws SQLException {
    String settings = settings(lockTimeout);
    return Owner.exists(connection) ? settings + "; set role " + Owner.ROLE : settings;
  }

  /** The history's times are UTC, and a statement whose client was killed ends in a second. */
  private static String settings(Duration lockTimeout) {
    return "set time zone 'UTC'; set client_connection_check_interval = '1s'; set lock_timeout = "
        + lockTimeout.toMillis();
  }
}
