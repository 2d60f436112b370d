package gaia.schema;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What one test does to a migrated database with rows in every table; undone when it ends. */
final class Trial implements AutoCloseable {
  private final Connection connection;

  private Trial(Connection connection) {
    this.connection = connection;
  }

  static Trial begin() {
    return new Trial(Shared.CONNECTION);
  }

  /** A database of one's own with the same rows, for what has to be committed. */
  static Scratch database() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(Words.filled(Words.resource("rows.sql")));
    return database;
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(Words.filled(sql));
    }
  }

  /** The first column, a comma between rows. */
  String read(String query) throws SQLException {
    return String.join(", ", rows(query));
  }

  List<String> rows(String query) throws SQLException {
    return Scratch.read(connection, Words.filled(query));
  }

  /** From here on with the rights of a role that has no login in tests. */
  void become(String role) throws SQLException {
    run("set local role cloudsqlsuperuser");
    run("grant %s to cloudsqlsuperuser with set true, inherit false".formatted(role));
    run("set local role " + role);
  }

  void becomeOwner() throws SQLException {
    run("set local role gaia_owner");
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
  }

  /** One for all tests, since to log in costs more than most of them. */
  private static final class Shared {
    static final Connection CONNECTION = open();

    private static Connection open() {
      try {
        Connection connection = database().owner();
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException e) {
        throw new IllegalStateException("the rows that tests start from break a rule", e);
      }
    }
  }
}
