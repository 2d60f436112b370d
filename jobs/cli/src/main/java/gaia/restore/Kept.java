package gaia.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Databases that restores put aside: {@code gaia_old_20261120_201400}, in UTC. */
final class Kept {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("_yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

  // PostgreSQL cuts longer names off.
  private static final int LONGEST = 63 - "_restored_20261120_201400".length();

  private Kept() {}

  /**
   * A name that tells whose it is.
   *
   * @param what {@code old} or {@code restored}
   */
  static String name(String database, String what, Instant at) {
    return prefix(database) + "_" + what + TIME.format(at);
  }

  /** The old ones of a database that are there, the oldest first. */
  static List<String> of(Connection connection, String database) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select datname from pg_database order by 1")) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (isOld(name, database)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Whether it is called like an old one of a database. */
  static boolean isOld(String name, String database) {
    String start = prefix(database) + "_old_";
    return name.startsWith(start) && name.substring(start.length()).matches("[0-9]{8}_[0-9]{6}");
  }

  private static String prefix(String database) {
    if (database.getBytes(UTF_8).length <= LONGEST) {
      return database;
    }
    CRC32 sum = new CRC32();
    sum.update(database.getBytes(UTF_8));
    return "gaia_" + Long.toHexString(sum.getValue());
  }
}
