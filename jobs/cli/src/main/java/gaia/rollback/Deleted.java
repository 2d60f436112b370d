package gaia.rollback;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Rows that statements of this transaction deleted from tables that stay, or changed in them. */
final class Deleted {
  private static final String COUNTED =
      """
      select kind || relid::regclass, number
      from pg_stat_xact_user_tables
      cross join lateral (values ('', n_tup_del), ('values of ', n_tup_upd)) lost (kind, number)
      where number > 0
        and (schemaname, relname) not in (('ops', 'flyway_history'), ('ops', 'migration_records'))
      """;

  private Deleted() {}

  static Map<String, Long> read(Connection connection) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTED)) {
      while (row.next()) {
        rows.put(row.getString(1), row.getLong(2));
      }
    }
    return rows;
  }
}
