package gaia.backup;

import gaia.archive.rows.Wide;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or partition that holds rows.
 *
 * @param name as SQL names it
 * @param target where its rows are to be put: by hash a row may belong into another partition
 *     elsewhere, so they are put into the whole
 * @param pages of its own, and bytes with those of its long values
 * @param wide null where no row of it can be wide
 */
record Source(
    String name, String target, List<String> columns, long pages, long bytes, @Nullable Wide wide) {
  private static final String ALL =
      """
      select c.oid::regclass::text as name,
        target.oid::regclass::text as target,
        -- In the order of the whole, whose rows these are: one that was attached may have another.
        array(
          select quote_ident(attname) from pg_attribute
          where attrelid = target.oid and attnum > 0 and not attisdropped and attgenerated = ''
          order by attnum) as columns,
        pg_relation_size(c.oid) / current_setting('block_size')::integer as pages,
        pg_table_size(c.oid) as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join lateral (
        select coalesce((
          select a.relid
          from pg_partition_ancestors(c.oid) with ordinality a (relid, step)
          join pg_partitioned_table p on p.partrelid = a.relid
          where p.partstrat = 'h' order by step desc limit 1), c.oid)) target (oid)
      where c.relkind = 'r' and c.oid >= 16384 and c.relpersistence <> 't'
        and n.nspname !~ '^pg_'
        and not (n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
        and not exists (
          select from pg_depend d
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by target, name
      """;

  // So that each is some seconds' work, however large a table is.
  private static final long PIECE = 32L << 20;

  static List<Source> all(Connection connection) throws SQLException {
    List<Source> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        Array columns = rows.getArray("columns");
        all.add(
            new Source(
                rows.getString("name"),
                rows.getString("target"),
                List.of((String[]) columns.getArray()),
                rows.getLong("pages"),
                rows.getLong("bytes"),
                Wide.of(connection, rows.getString("name"))));
      }
    }
    return all;
  }

  /** The statements that read it, one after the other all of it but for wide rows. */
  List<String> reads() {
    if (pages == 0) {
      return List.of();
    }
    long step = Math.max(1, PIECE / Math.max(1, bytes / pages));
    List<String> reads = new ArrayList<>();
    for (long from = 0; from < pages; from += step) {
      List<String> conditions = new ArrayList<>();
      if (from > 0) {
        conditions.add("ctid >= '(%d,0)'".formatted(from));
      }
      if (from + step < pages) {
        conditions.add("ctid < '(%d,0)'".formatted(from + step));
      }
      if (wide != null) {
        conditions.add("not " + wide.condition());
      }
      reads.add(
          "copy (select %s from only %s%s%s) to stdout"
              .formatted(
                  String.join(", ", columns),
                  name,
                  conditions.isEmpty() ? "" : " where ",
                  String.join(" and ", conditions)));
    }
    return reads;
  }
}
