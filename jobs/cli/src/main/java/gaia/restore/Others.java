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
  // Of whom it may not look at, a login without pg_read_all_stats sees no more than that they are
  // somebody's.
  private static final String CLIENTS =
      """
      from pg_stat_activity a left join pg_roles r on r.oid = a.usesysid
      where a.datname = ?
        and (a.backend_type in ('client backend', 'walsender') or a.backend_type is null and a.usesysid is not null)
      """;

  private static final String MAY_END =
      """
      case when r.rolsuper then (select rolsuper from pg_roles where rolname = current_user)
        else pg_has_role(a.usesysid, 'usage') or pg_has_role('pg_signal_backend', 'usage') end
      """;

  private static final String WHO =
      """
      select concat(coalesce(a.usename, a.backend_type), ' (' || nullif(a.application_name, '') || ')')
        || case when count(*) > 1 then ' ' || count(*) || ' times' else '' end as who, sum(count(*)) over () as number
      """
          + CLIENTS
          + "%s group by a.usename, a.backend_type, a.application_name order by count(*) desc, 1";

  private static final String PIDS = "select a.pid " + CLIENTS + " and " + MAY_END;

  static Others of(Connection connection, String database) throws SQLException {
    return read(connection, database, "");
  }

  /** Those whom this login may not end. */
  static Others lasting(Connection connection, String database) throws SQLException {
    return read(connection, database, "and not " + MAY_END);
  }

  private static Others read(Connection connection, String database, String which)
      throws SQLException {
    List<String> who = new ArrayList<>();
    long number = 0;
    try (PreparedStatement statement = connection.prepareStatement(WHO.formatted(which))) {
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
    return "%s is in use, %d connected: %s".formatted(database, number, names());
  }

  String names() {
    return String.join(", ", who);
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
