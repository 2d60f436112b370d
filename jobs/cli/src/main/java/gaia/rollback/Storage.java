package gaia.rollback;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Which file each table lies in: a truncated or rewritten one lies in another. */
final class Storage {
  private static final String FILES =
      """
      select c.relfilenode || ' ' || c.oid::regclass
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      """;

  private Storage() {}

  static Set<String> read(Connection connection) throws SQLException {
    Set<String> files = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FILES)) {
      while (row.next()) {
        files.add(row.getString(1));
      }
    }
    return files;
  }

  static Set<String> tables(Set<String> files) {
    return files.stream().map(file -> file.substring(file.indexOf(' ') + 1)).collect(toSet());
  }
}
