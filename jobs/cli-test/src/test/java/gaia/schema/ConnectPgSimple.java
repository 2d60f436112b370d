package gaia.schema;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * What connect-pg-simple 10.0.0 sends, letter for letter, for {@code tableName: 'app_sessions'};
 * prepared by the server as for node-postgres, which names no parameter's type either.
 */
final class ConnectPgSimple implements AutoCloseable {
  static final String FIND_TABLE = "SELECT to_regclass($1::text)";
  static final String GET =
      "SELECT sess FROM \"app_sessions\" WHERE sid = $1 AND expire >= to_timestamp($2)";
  static final String SET =
      "INSERT INTO \"app_sessions\" (sess, expire, sid) SELECT $1, to_timestamp($2), $3"
          + " ON CONFLICT (sid) DO UPDATE SET sess=$1, expire=to_timestamp($2) RETURNING sid";
  static final String DESTROY = "DELETE FROM \"app_sessions\" WHERE sid = $1";
  static final String TOUCH =
      "UPDATE \"app_sessions\" SET expire = to_timestamp($1) WHERE sid = $2 RETURNING sid";
  static final String PRUNE = "DELETE FROM \"app_sessions\" WHERE expire < to_timestamp($1)";

  private final Connection connection;

  ConnectPgSimple(Connection connection, String timeZone) throws SQLException {
    this.connection = connection;
    run("set time zone '%s'".formatted(timeZone));
    run("prepare find_table as " + FIND_TABLE);
    run("prepare get as " + GET);
    run("prepare put as " + SET);
    run("prepare destroy as " + DESTROY);
    run("prepare touch as " + TOUCH);
    run("prepare prune as " + PRUNE);
  }

  List<String> findTable() throws SQLException {
    return Scratch.read(connection, "execute find_table('\"app_sessions\"')");
  }

  List<String> get(String sid, Instant now) throws SQLException {
    return Scratch.read(connection, "execute get('%s', %d)".formatted(sid, now.getEpochSecond()));
  }

  void set(String sid, String json, Instant expire) throws SQLException {
    run("execute put('%s', %d, '%s')".formatted(json, expire.getEpochSecond(), sid));
  }

  void destroy(String sid) throws SQLException {
    run("execute destroy('%s')".formatted(sid));
  }

  void touch(String sid, Instant expire) throws SQLException {
    run("execute touch(%d, '%s')".formatted(expire.getEpochSecond(), sid));
  }

  void prune(Instant now) throws SQLException {
    run("execute prune(%d)".formatted(now.getEpochSecond()));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
