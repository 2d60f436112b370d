package gaia.rollback;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that statements of this transaction deleted from tables that stay, or changed in them.
 *
 * <p>The server adds up what the session has not reported yet, which takes it up to a second: what
 * the ledger wrote just before would be taken for a loss, so the transaction starts to count from
 * what it finds.
 */
final class Deleted {
  private static final String COUNTED =
      """
      select kind || format('%I.%I', schemaname, relname), number
      from pg_stat_xact_user_tables
      cross join lateral (values ('', n_tup_del), ('values of ', n_tup_upd)) lost (kind, number)
      where number > 0
        and (schemaname, relname) not in (('ops', 'flyway_history'), ('ops', 'migration_records'))
      """;

  private final Map<String, Long> earlier;

  private Deleted(Map<String, Long> earlier) {
    this.earlier = earlier;
  }

  static Deleted from(Connection connection) throws SQLException {
    return new Deleted(read(connection));
  }

  /** By table; within the transaction that {@link #from} was called in. */
  Map<String, Long> since(Connection connection) throws SQLException {
    Map<String, Long> rows = read(connection);
    earlier.forEach((table, number) -> rows.merge(table, -number, Long::sum));
    return rows;
  }

  private static Map<String, Long> read(Connection connection) throws SQLException {
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
