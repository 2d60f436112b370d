package gaia.restore;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is connected to a database, seen from another one of its server.
 *
 * @param who by login and program
 */
record Others(String database, long number, List<String> who) {
  private static final String WHO =
      """
      select format('%s%s', coalesce(usename, backend_type), ' (' || nullif(application_name, '') || ')')
        || case when count(*) > 1 then ' ' || count(*) || ' times' else '' end as who, sum(count(*)) over () as number
      from pg_stat_activity
      where datname = ? and backend_type in ('client backend', 'walsender')
      group by usename, backend_type, application_name
      order by count(*) desc, 1
      """;

  private static final String PIDS =
      """
      select a.pid
      from pg_stat_activity a left join pg_roles r on r.oid = a.usesysid
      where a.datname = ? and a.backend_type = 'client backend' and not coalesce(r.rolsuper, false)
      """;

  static Others of(Connection connection, String database) throws SQLException {
    List<String> who = new ArrayList<>();
    long number = 0;
    try (PreparedStatement statement = connection.prepareStatement(WHO)) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          who.add(rows.getString("who"));
          number = rows.getLong("number");
        }
      }
    }
    return new Others(database, number, who);
  }

  @Override
  public String toString() {
    return "%s is in use, %d connected: %s".formatted(database, number, String.join(", ", who));
  }

  Stop refusal() {
    return Stop.because(
        Outcome.REFUSED,
        toString(),
        "stop them, or say --disconnect, which ends them at the swap and not before");
  }

  /** Ends whoever may be ended. */
  static int end(Connection connection, String database) throws SQLException {
    int ended = 0;
    for (int pid : pids(connection, database)) {
      try (PreparedStatement statement =
          connection.prepareStatement("select pg_terminate_backend(?)")) {
        statement.setInt(1, pid);
        statement.execute();
        ended++;
      }
    }
    return ended;
  }

  private static List<Integer> pids(Connection connection, String database) throws SQLException {
    List<Integer> pids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(PIDS)) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          pids.add(rows.getInt(1));
        }
      }
    }
    return pids;
  }
}
