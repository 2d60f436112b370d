package gaia.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Keys and indexes out of the way of many rows, and built again over all of them at once. */
final class Keys {
  private static final String ALL =
      """
      select 1 as place, format('alter table %s drop constraint %I', conrelid::regclass, conname) as remove,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
      from pg_constraint
      where contype = 'f' and conparentid = 0 and (conrelid in (TABLES) or confrelid in (TABLES))
      union all
      select 2, format('alter table %s drop constraint %I', conrelid::regclass, conname),
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint
      where contype in ('p', 'u') and conrelid in (TABLES)
      union all
      select 3, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index i
      where indrelid in (TABLES) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
      order by place
      """;

  private Keys() {}

  /** Loads between removing them and making them again. */
  static void rebuiltAfter(Connection owner, List<String> tables, String load) throws SQLException {
    String names = "'" + String.join("'::regclass, '", tables) + "'::regclass";
    List<String> remove = new ArrayList<>();
    List<String> make = new ArrayList<>();
    try (Statement statement = owner.createStatement()) {
      try (ResultSet keys = statement.executeQuery(ALL.replace("TABLES", names))) {
        while (keys.next()) {
          remove.add(keys.getString("remove"));
          make.addFirst(keys.getString("make"));
        }
      }
      statement.execute("set maintenance_work_mem = '1GB'; set work_mem = '256MB'");
      for (String sql : remove) {
        statement.execute(sql);
      }
      statement.execute(load);
      for (String sql : make) {
        statement.execute(sql);
      }
    }
  }
}
