package gaia.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.cli.Stop;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The side table beside Flyway's history: what it has no column for. */
public final class Records {
  static final String INSERT =
      """
      insert into ops.migration_records (name, script, description, checksum, undo_sql, undo_checksum, depends_on)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict on constraint migration_records_pkey do nothing
      """;

  private Records() {}

  /**
   * Records what is not recorded yet, the first time all that was applied before there were
   * records.
   */
  public static void fill(Connection connection, List<Script> applied) throws SQLException {
    if (!exist(connection)) {
      return;
    }
    Set<String> known = names(connection);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Script script : applied) {
        if (!known.contains(script.recordName())) {
          bind(statement, script);
          statement.executeUpdate();
        }
      }
    }
  }

  /**
   * Records a script that can't be in a transaction before it runs.
   *
   * @return false if an earlier run did so too, and never came to its end
   */
  public static boolean begin(Connection connection, Script script) throws SQLException {
    if (!exist(connection)) {
      return true;
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      bind(statement, script);
      return statement.executeUpdate() == 1;
    }
  }

  public static boolean exist(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select to_regclass('ops.migration_records') is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }

  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-256", e);
    }
  }

  /**
   * Refuses an undo script that is not the one that was recorded when its migration was applied.
   */
  public static void mustHaveKept(Connection connection, List<Script> scripts) throws SQLException {
    if (!exist(connection)) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select undo_checksum <> ? from ops.migration_records where name = ?")) {
      for (Script script : scripts) {
        statement.setString(1, sha256(String.valueOf(script.undo())));
        statement.setString(2, script.recordName());
        try (ResultSet row = statement.executeQuery()) {
          if (row.next() && row.getBoolean(1)) {
            throw Stop.badInput(
                "the undo script of " + script.name() + " was edited after it was recorded",
                "put undo/U" + script.file().substring(1) + " back as it was");
          }
        }
      }
    }
  }

  private static Set<String> names(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select name from ops.migration_records")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private static void bind(PreparedStatement statement, Script script) throws SQLException {
    String undo = script.undo();
    statement.setString(1, script.recordName());
    statement.setString(2, script.file());
    statement.setString(3, script.why());
    statement.setString(4, sha256(script.sql()));
    statement.setString(5, undo);
    statement.setString(6, undo == null ? null : sha256(undo));
    statement.setArray(
        7, statement.getConnection().createArrayOf("text", script.dependsOn().toArray()));
  }
}
