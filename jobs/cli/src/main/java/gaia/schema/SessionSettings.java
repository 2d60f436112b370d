package gaia.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a session is set to while a script runs in it, which may set something else: put back after
 * it, since the next script and the history were written for what was before.
 */
public final class SessionSettings {
  private static final String KEPT =
      """
      select coalesce(jsonb_object_agg(name, setting), '{}') from pg_settings where source = 'session'
      """;

  // A transaction's own end with it, and can't be put back in it.
  private static final String RESTORE =
      """
      select set_config(s.name, coalesce(kept.value, s.reset_val), false)
      from pg_settings s left join jsonb_each_text(?::jsonb) kept (name, value) on kept.name = s.name
      where (s.source = 'session' or kept.name is not null)
        and s.setting is distinct from coalesce(kept.value, s.reset_val)
        and s.name !~ '^transaction_'
      """;

  private final Connection connection;
  private final @Nullable String kept;

  private SessionSettings(Connection connection, @Nullable String kept) {
    this.connection = connection;
    this.kept = kept;
  }

  public static SessionSettings before(Connection connection, Script script) throws SQLException {
    return before(connection, script.sql());
  }

  public void restore() throws SQLException {
    if (kept == null) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(RESTORE)) {
      statement.setString(1, kept);
      statement.execute();
    }
  }

  /** Runs a script of which nothing is left in the session. */
  static void around(Connection connection, String sql) throws SQLException {
    SessionSettings before = before(connection, sql);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    before.restore();
  }

  private static SessionSettings before(Connection connection, String sql) throws SQLException {
    return new SessionSettings(connection, Statements.setsSession(sql) ? read(connection) : null);
  }

  private static @Nullable String read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(KEPT)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
