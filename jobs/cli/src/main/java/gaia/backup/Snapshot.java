package gaia.backup;

import gaia.archive.rows.Reading;
import gaia.cli.Database;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * One moment of a database, seen by several connections, while others go on writing. The first of
 * them locks the tables against being altered before the moment is chosen, so that their form is
 * that of then, and until the end. A server has room for some thousand locks, so the others hold
 * none for longer than they read, see {@link SharedRows}.
 */
final class Snapshot implements AutoCloseable {
  static final int TRIES = 10;
  static final String LOCK_NOT_AVAILABLE = "55P03";

  // What may not be read can't be locked either, and is refused by its name later.
  private static final String LOCKED =
      """
      select c.oid::regclass::text || ' ' || c.oid
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and c.oid >= 16384 and c.relpersistence <> 't'
        and n.nspname !~ '^pg_'
        and not (n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
      order by 1
      """;

  private static final String MOMENT =
      """
      select pg_export_snapshot(), statement_timestamp(),
        case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end
      """;

  private final Database database;
  private final List<Connection> connections = new ArrayList<>();
  private String name = "";
  private Instant at = Instant.EPOCH;
  private String walPosition = "";

  private Snapshot(Database database) {
    this.database = database;
  }

  static Snapshot take(Database database) throws SQLException {
    Snapshot snapshot = new Snapshot(database);
    try {
      snapshot.choose();
      return snapshot;
    } catch (SQLException | RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  Instant at() {
    return at;
  }

  String walPosition() {
    return walPosition;
  }

  /** The one that holds the locks, and that the others took the moment from. */
  Connection first() {
    return connections.getFirst();
  }

  /** Sees the same; closed with this. */
  Connection another() throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "begin isolation level repeatable read read only; set transaction snapshot '"
              + name
              + "'");
    }
    return connection;
  }

  /** Sees what is now, and keeps no lock; the caller closes it. */
  Connection aside() throws SQLException {
    return settled(database);
  }

  private void choose() throws SQLException {
    Connection first = connect();
    for (int tried = 0; tried < TRIES; tried++) {
      List<String> tables = read(first);
      try (Statement statement = first.createStatement()) {
        // The moment is that of the first query, which no lock is.
        statement.execute("begin isolation level repeatable read read only");
        lock(statement, tables);
        try (ResultSet moment = statement.executeQuery(MOMENT)) {
          moment.next();
          name = moment.getString(1);
          at = moment.getObject(2, OffsetDateTime.class).toInstant();
          walPosition = moment.getString(3);
        }
        if (read(first).equals(tables)) {
          return;
        }
        statement.execute("rollback");
      }
    }
    throw busy(
        "tables were made, altered or dropped each of "
            + TRIES
            + " times that they were to be locked");
  }

  static Stop busy(String why) {
    return Stop.because(Outcome.BUSY, why, "try again when that has ended");
  }

  private static void lock(Statement statement, List<String> tables) throws SQLException {
    try {
      for (String table : tables) {
        statement.addBatch(
            "lock table only %s in access share mode"
                .formatted(table.substring(0, table.lastIndexOf(' '))));
      }
      statement.executeBatch();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw busy("a table was locked by somebody else for a minute");
      }
      throw e;
    }
  }

  private static List<String> read(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LOCKED)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private Connection connect() throws SQLException {
    Connection connection = settled(database);
    connections.add(connection);
    return connection;
  }

  private static Connection settled(Database database) throws SQLException {
    Connection connection = Reading.connect(database);
    try (Statement statement = connection.createStatement()) {
      // Policies that show some rows only are refused by the names of their tables, see unsaid.sql.
      statement.execute("set row_security = on");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.reversed()) {
      connection.close();
    }
  }
}
