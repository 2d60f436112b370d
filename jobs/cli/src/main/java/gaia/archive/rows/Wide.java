package gaia.archive.rows;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to find the rows of a table that are too wide to be held in memory as a whole.
 *
 * @param columns that can be long, as SQL names them, each with how its length is estimated without
 *     reading it
 * @param bytea those of them whose text is their bytes in hexadecimal
 */
public record Wide(Map<String, String> columns, Map<String, Boolean> bytea) {
  private static final long ROW = 16L << 20;
  private static final long VALUE = 1L << 20;

  // What is not text or bytes tells its length only compressed.
  private static final String LONG =
      """
      select quote_ident(a.attname) as name, b.typname = 'bytea' as bytea,
        case when b.typname in ('bytea', 'text', 'varchar') then 'octet_length(%1$I)' else 'pg_column_size(%1$I) * 16' end
          as length
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
      join pg_type b on b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
      where c.oid = ?::regclass and a.attlen = -1 and a.attstorage <> 'p'
        and (c.relkind = 'p' or pg_relation_size(c.reltoastrelid) > 65536)
      order by a.attnum
      """;

  /** Null where no row of it can be wide: nothing long is kept apart from its pages. */
  public static @Nullable Wide of(Connection connection, String table) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, Boolean> bytea = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LONG)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString("name");
          columns.put(name, rows.getString("length").replace("%1$I", name));
          bytea.put(name, rows.getBoolean("bytea"));
        }
      }
    }
    return columns.isEmpty() ? null : new Wide(columns, bytea);
  }

  /** Holds for a wide row. */
  public String condition() {
    return columns.values().stream()
        .map(length -> "coalesce(" + length + ", 0)::bigint")
        .collect(joining(" + ", "(", ") > " + ROW));
  }

  /** A column that is long in one row. */
  String isLong(String column) {
    String length = columns.get(column);
    return length == null ? "false" : "coalesce(" + length + ", 0) > " + VALUE;
  }

  boolean isBytea(String column) {
    return bytea.getOrDefault(column, false);
  }

  /** The bytes of a long value, or of its text. */
  String bytes(String column) {
    return isBytea(column) ? column : "convert_to(format('%%s', %s), 'UTF8')".formatted(column);
  }
}
