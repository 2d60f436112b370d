package gaia.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether a database holds anything that people would miss; what can't be seen is taken for that.
 */
final class Data {
  private static final String QUESTION =
      """
      select 'select ' || coalesce(string_agg(
        case
          when has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and not row_security_active(c.oid)
            then format('exists (select from %I.%I)', n.nspname, c.relname)
          else 'true'
        end, ' or '), 'false')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('information_schema', 'ops') and n.nspname !~ '^pg_'
      """;

  private Data() {}

  static boolean isIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String question;
      try (ResultSet row = statement.executeQuery(QUESTION)) {
        question = row.next() ? row.getString(1) : "select false";
      }
      try (ResultSet row = statement.executeQuery(question)) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
