package gaia.prune;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's connections, through the two functions that are all that prune may do with them. */
final class Connections {
  private final Connection connection;
  private final Rules rules;
  private int total;

  Connections(Connection connection, Rules rules) {
    this.connection = connection;
    this.rules = rules;
  }

  /** Without this right nobody else's connection is even seen. */
  void mustBeVisible() throws SQLException {
    String question =
        "select bool_and(pg_has_role('gaia_owner', r, 'usage')) from unnest(array['pg_read_all_stats', 'pg_signal_backend']) r";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      if (row.next() && !row.getBoolean(1)) {
        throw Stop.because(
            Outcome.REFUSED,
            "gaia_owner may neither see nor end the connections of others",
            "as a login with that right: grant pg_read_all_stats, pg_signal_backend to gaia_owner");
      }
    }
  }

  /** Those that idle for too long, the longest first. */
  List<Idle> find() throws SQLException {
    String query =
        """
        select pid, started, coalesce(database, ''), login, coalesce(application, ''),
          coalesce(host(address), 'local'), state, did, ours, coalesce(database = current_database(), false),
          protected, (extract(epoch from clock_timestamp() - since) * 1000)::bigint
        from ops.connections()
        order by since
        """;
    List<Idle> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        total++;
        Idle idle = idle(rows);
        if (idle.state().startsWith("idle") && idle.idle().compareTo(rules.olderThan()) > 0) {
          found.add(idle);
        }
      }
    }
    return found;
  }

  /** Of all databases and logins. */
  int total() {
    return total;
  }

  /** One round trip, in which each is judged anew. */
  List<Verdict> end(List<Idle> found) throws SQLException {
    String statement =
        """
        select ops.end_connection(p.pid, p.started, ?::double precision * interval '1 ms', ?, ?)
        from unnest(?::integer[], ?::timestamptz[]) with ordinality p (pid, started, rank)
        order by p.rank
        """;
    List<Verdict> verdicts = new ArrayList<>();
    try (PreparedStatement end = connection.prepareStatement(statement)) {
      end.setLong(1, rules.olderThan().toMillis());
      end.setBoolean(2, rules.anyRole());
      end.setBoolean(3, rules.anyDatabase());
      end.setArray(4, array("integer", found.stream().map(Idle::pid).toArray()));
      end.setArray(5, array("timestamptz", found.stream().map(Idle::started).toArray()));
      try (ResultSet rows = end.executeQuery()) {
        for (Idle idle : found) {
          rows.next();
          verdicts.add(new Verdict(idle, rows.getString(1)));
        }
      }
    }
    return verdicts;
  }

  private Array array(String type, Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  private static Idle idle(ResultSet row) throws SQLException {
    return new Idle(
        row.getInt(1),
        row.getObject(2, OffsetDateTime.class),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Optional.ofNullable(row.getString(7)).orElse(""),
        Duration.ofMillis(row.getLong(12)),
        Optional.ofNullable(row.getString(8)).orElse(""),
        row.getBoolean(9),
        row.getBoolean(10),
        row.getString(11));
  }
}
