package gaia.rollback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts, under locks that keep others out, what would go. */
final class Count {
  // The next migrate writes these anew, save what was registered by hand.
  private static final String RECORDS = "ops.migration_records";

  private final Connection connection;

  Count(Connection connection) {
    this.connection = connection;
  }

  void lock(String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + table + " in access exclusive mode");
    }
  }

  /** The table, less what is nobody's loss. */
  static String counted(String table) {
    return table + (table.equals(RECORDS) ? " where registered_at is not null" : "");
  }

  long of(Part part) throws SQLException {
    String column = part.column();
    return column == null
        ? number("select count(*) from " + counted(part.table()))
        : values(part.table(), column);
  }

  /** Values that somebody wrote: neither null nor the default. */
  private long values(String table, String column) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select pg_get_expr(d.adbin, d.adrelid) as usual, format_type(a.atttypid, a.atttypmod) as type
            from pg_attribute a
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ?::regclass and quote_ident(a.attname) = ?
            """)) {
      statement.setString(1, table);
      statement.setString(2, column);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String usual = row.getString("usual");
        // What a function makes can't be told from what somebody wrote.
        boolean constant = usual != null && !usual.contains("(");
        String query = "select count(*) from %s where %s is not null".formatted(table, column);
        // Not each type knows what is equal, and each has a text.
        return number(
            constant
                ? "%s and %s::text is distinct from (%s)::%s::text"
                    .formatted(query, column, usual, row.getString("type"))
                : query);
      }
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
