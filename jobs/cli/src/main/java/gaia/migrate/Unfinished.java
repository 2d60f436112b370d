package gaia.migrate;

import gaia.cli.Run;
import gaia.schema.Records;
import gaia.schema.Script;
import gaia.schema.Statements;
import gaia.schema.Statements.ConcurrentIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clears the way for a script that can't be in a transaction, where an earlier run of it was killed
 * or failed half-way: an index that such a run left is invalid, or made but never recorded.
 */
final class Unfinished {
  private static final String FOUND =
      """
      select i.indexrelid::regclass::text as name, i.indisvalid as valid
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = to_regclass(?) and c.relname = ?
      """;

  private static final String INVALID =
      """
      select i.indexrelid::regclass::text
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
      where not i.indisvalid and n.nspname !~ '^pg_'
      order by 1
      """;

  private final Run run;
  private final Connection connection;

  Unfinished(Run run, Connection connection) {
    this.run = run;
    this.connection = connection;
  }

  /** Indexes that no query uses, though each write pays for them. */
  static List<String> invalid(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(INVALID)) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  /**
   * @param failed Flyway wrote down that it failed
   */
  void clear(Script script, boolean failed) throws SQLException {
    boolean again = !Records.begin(connection, script) || failed;
    if (again) {
      run.progress(script.name() + ": an earlier run stopped half-way, this one goes on");
    }
    if (failed) {
      forget(script);
    }
    for (ConcurrentIndex index : Statements.concurrentIndexes(script.sql())) {
      String left = left(index, again);
      if (left != null) {
        run.progress(script.name() + ": makes " + left + " again, which was left behind");
        drop(left);
      }
    }
  }

  private void forget(Script script) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from ops.flyway_history where version = ? and not success")) {
      statement.setString(1, script.key());
      statement.executeUpdate();
    }
  }

  private @Nullable String left(ConcurrentIndex index, boolean again) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOUND)) {
      statement.setString(1, index.table());
      statement.setString(2, index.name());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        boolean useless = !row.getBoolean("valid") || (again && !index.keeps());
        return useless ? row.getString("name") : null;
      }
    }
  }

  private void drop(String index) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop index concurrently " + index);
    }
  }
}
