package gaia.rotatepassword;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.schema.Bootstrap;
import gaia.secret.Login;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/**
 * Two logins of one role, of which a client uses one.
 *
 * @param client the word of the function whose rights they have
 */
record Pair(String client) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /** Of 256 random bits, as letters and digits that no place has to escape. */
  static String password() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  String a() {
    return "gaia-" + client + "-a";
  }

  String b() {
    return "gaia-" + client + "-b";
  }

  /** The one that a client who reads the secret does not use. */
  String idle(@Nullable Login used) {
    return used != null && used.user().equals(a()) ? b() : a();
  }

  void mustExist(Connection connection) throws SQLException {
    String question =
        """
        select count(*) from pg_roles
        where rolname in (?, ?) and rolcanlogin and pg_has_role(oid, 'set')
        """;
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, a());
      statement.setString(2, b());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getLong(1) < 2) {
          throw Stop.because(
              Outcome.REFUSED,
              "there are no logins %s and %s that this one may become".formatted(a(), b()),
              "%s=%s gaia migrate makes them".formatted(Bootstrap.PASSWORD_CLIENTS, client));
        }
      }
    }
  }

  /** How many are logged in as one of them, from anywhere. */
  static long connections(Connection connection, String login) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select count(*) from pg_stat_activity where usename = ?")) {
      statement.setString(1, login);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Everybody may change his own password, so this login becomes that one for a moment. What is
   * sent is the verifier, from which no log gives the password away.
   */
  static void set(Connection connection, String login, String password) throws SQLException {
    String verifier = PasswordUtil.encodeScramSha256(password.toCharArray());
    if (!verifier.matches("SCRAM-SHA-256\\$[A-Za-z0-9+/=:$]+")) {
      throw new IllegalStateException("the driver made no verifier");
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local role \"" + login + '"');
      statement.execute("alter role current_user password '" + verifier + "'");
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
