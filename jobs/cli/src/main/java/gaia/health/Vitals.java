package gaia.health;

import gaia.cli.Run;
import gaia.cli.Table;
import gaia.cli.Units;
import gaia.database.timed.TimedConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a database that answers says of itself.
 *
 * @param most as many connections as the server allows
 */
record Vitals(
    Duration connecting, Duration query, String server, long schema, long most, List<Pool> pools) {
  /** The connections of one function or job. */
  private record Pool(String login, String application, long number, long active) {}

  static Vitals read(TimedConnection timed) throws SQLException {
    try (Connection connection = timed.connection();
        Statement statement = connection.createStatement()) {
      long begun = System.nanoTime();
      long schema =
          number(
              statement,
              "select coalesce(max(version::integer), 0) from ops.database_schema_version");
      Duration query = Duration.ofNanos(System.nanoTime() - begun);
      long most = number(statement, "select current_setting('max_connections')::bigint");
      Duration tls = timed.laps().tls() == null ? Duration.ZERO : timed.laps().tls();
      return new Vitals(
          timed.laps().connect().plus(tls).plus(timed.laps().login()),
          query,
          connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
          schema,
          most,
          pools(statement));
    }
  }

  private static List<Pool> pools(Statement statement) throws SQLException {
    List<Pool> pools = new ArrayList<>();
    String question =
        """
        select login, coalesce(application, ''), count(*), count(*) filter (where state = 'active')
        from ops.connections() group by 1, 2 order by 3 desc, 1, 2
        """;
    try (ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        pools.add(new Pool(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
      }
    }
    return pools;
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  void tell(Run run) {
    long used = pools.stream().mapToLong(Pool::number).sum();
    run.count("connecting_us", connecting.toNanos() / 1000);
    run.count("query_us", query.toNanos() / 1000);
    run.count("schema", schema);
    run.count("connections", used);
    run.count("max_connections", most);
    run.answer(
        "healthy: %s  PostgreSQL %s  schema %d  connecting %s, query %s  %d of %d connections"
            .formatted(
                run.database().place(),
                server,
                schema,
                Units.lap(connecting),
                Units.lap(query),
                used,
                most));
    Table table = new Table("user", "application", "connections", "active");
    for (Pool pool : pools) {
      table.row(pool.login, pool.application, "" + pool.number, "" + pool.active);
      run.item(
          Map.of(
              "user", pool.login,
              "application", pool.application,
              "connections", pool.number,
              "active", pool.active));
    }
    table.lines().forEach(run::answer);
    run.item(Map.of("server_version", server, "schema_version", schema));
  }
}
