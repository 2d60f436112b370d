package gaia.rollback;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the values of each column lie, partition by partition. A truncated or rewritten table lies
 * in another file, and a column that was made anew at another place of the row. What PostgreSQL
 * computes from other columns is left aside: it loses nothing.
 */
record Storage(Map<Part, Place> places) {
  private static final String PLACES =
      """
      select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(a.attname) as "column",
        format('%I.%I', wn.nspname, w.relname) as whole, w.oid as root, c.oid as table_oid, c.relfilenode as file,
        a.attnum as number
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_class w on w.oid = coalesce(pg_partition_root(c.oid), c.oid)
      join pg_namespace wn on wn.oid = w.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where not a.attisdropped and a.attgenerated = ''
        and (c.relkind = 'r' or c.relkind = 'p' and not c.relispartition)
        and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      order by n.nspname, c.relname, a.attnum
      """;

  /**
   * One column's.
   *
   * @param whole the table that this one is a partition of; else the table itself
   * @param root the same by its number
   */
  record Place(String whole, long root, Spot spot) {
    Spot rootSpot() {
      return new Spot(root, 0, 0);
    }
  }

  /** By numbers, which stay where a name changes; a partitioned table has no file. */
  record Spot(long table, long file, int number) {
    Spot ofTable() {
      return new Spot(table, file, 0);
    }
  }

  static Storage read(Connection connection) throws SQLException {
    Map<Part, Place> places = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PLACES)) {
      while (row.next()) {
        places.put(
            new Part(row.getString("table"), row.getString("column")),
            new Place(
                row.getString("whole"),
                row.getLong("root"),
                new Spot(row.getLong("table_oid"), row.getLong("file"), row.getInt("number"))));
      }
    }
    return new Storage(places);
  }

  Set<Spot> spots() {
    return places.values().stream().map(Place::spot).collect(toSet());
  }

  Set<String> tables() {
    return places.keySet().stream().map(Part::table).collect(toSet());
  }

  List<Part> columns(String table) {
    return places.keySet().stream().filter(column -> column.table().equals(table)).toList();
  }
}
