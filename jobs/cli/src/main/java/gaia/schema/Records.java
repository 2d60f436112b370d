package gaia.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import gaia.cli.Stop;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The side table beside Flyway's history: what it has no column for. */
public final class Records {
  private static final String INSERT =
      """
      insert into ops.migration_records (name, script, description, checksum, undo_sql, undo_checksum, depends_on)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict on constraint migration_records_pkey
      """;

  // What stopped half-way may have been mended in the script before it goes on.
  private static final String BEGIN =
      INSERT
          + """
          do update set (script, description, checksum, undo_sql, undo_checksum, depends_on)
            = (excluded.script, excluded.description, excluded.checksum,
               excluded.undo_sql, excluded.undo_checksum, excluded.depends_on)
          returning xmax = 0 as first
          """;

  private Records() {}

  /**
   * Records what is not recorded: all that was applied before there were records, and what somebody
   * deleted.
   *
   * @return how many
   */
  public static int fill(Connection connection, List<Script> applied) throws SQLException {
    List<Script> missing = missing(connection, applied);
    try (PreparedStatement statement = connection.prepareStatement(INSERT + "do nothing")) {
      for (Script script : missing) {
        bind(statement, script);
        statement.executeUpdate();
      }
    }
    return missing.size();
  }

  /** What {@link #fill} would record. */
  public static List<Script> missing(Connection connection, List<Script> applied)
      throws SQLException {
    if (!exist(connection)) {
      return List.of();
    }
    Set<String> known = sums(connection).keySet();
    return applied.stream().filter(script -> !known.contains(script.recordName())).toList();
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
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      bind(statement, script);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean("first");
      }
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
   * Refuses scripts and undo scripts that are not the ones which were recorded when they were
   * applied, and records that somebody deleted or changed.
   */
  public static void mustHaveKept(Connection connection, List<Script> scripts) throws SQLException {
    if (!exist(connection)) {
      return;
    }
    Map<String, Sums> recorded = sums(connection);
    mustBeNone(
        scripts.stream().filter(script -> !recorded.containsKey(script.recordName())),
        "applied, but ops.migration_records has no row of it: ",
        "gaia migrate writes it anew");
    scripts.stream()
        .filter(script -> !sums(recorded, script).isOfUndo(script))
        .findFirst()
        .ifPresent(Records::refuseUndo);
    mustBeNone(
        scripts.stream().filter(script -> !sums(recorded, script).isOf(script)),
        "ops.migration_records has another checksum than the script that was applied: ",
        "delete the row by hand, and gaia migrate writes it anew");
  }

  private static void mustBeNone(Stream<Script> broken, String message, String hint) {
    String names = broken.map(Script::name).collect(joining(", "));
    if (!names.isEmpty()) {
      throw Stop.badInput(message + names, hint);
    }
  }

  private static void refuseUndo(Script script) {
    throw Stop.badInput(
        "the undo script of " + script.name() + " was edited after it was recorded",
        "put undo/U" + script.file().substring(1) + " back as it was");
  }

  private static Sums sums(Map<String, Sums> recorded, Script script) {
    return Objects.requireNonNull(recorded.get(script.recordName()));
  }

  private static Map<String, Sums> sums(Connection connection) throws SQLException {
    Map<String, Sums> sums = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select name, checksum, undo_checksum from ops.migration_records")) {
      while (row.next()) {
        sums.put(row.getString(1), new Sums(row.getString(2), row.getString(3)));
      }
    }
    return sums;
  }

  private record Sums(String script, @Nullable String undo) {
    boolean isOf(Script applied) {
      return script.equals(sha256(applied.sql()));
    }

    /** Also where none was written when it was recorded. */
    boolean isOfUndo(Script applied) {
      return undo == null || undo.equals(sha256(String.valueOf(applied.undo())));
    }
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
