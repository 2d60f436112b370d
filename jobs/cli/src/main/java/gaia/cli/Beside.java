package gaia.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A database that a run makes beside its own for a while. Its name is of both, so that what is done
 * with one database of a server is never in the way of another, and a killed run's is found again.
 */
public final class Beside {
  // PostgreSQL cuts longer names off.
  private static final int LONGEST = 63;

  private static final String OWNER =
      "select quote_ident(datdba::regrole::text) from pg_database where datname = ?";

  // What a killed run of the same login still does there.
  private static final String END =
      """
      select pg_terminate_backend(pid, 5000)
      from pg_stat_activity
      where datname = ? and usename = session_user and pid <> pg_backend_pid()
      """;

  private static final String IN_USE = "55006";

  // The server waits five seconds each time.
  private static final int TRIES = 4;

  private final Home home;
  private final Database database;

  private interface Home {
    Connection connection() throws SQLException;
  }

  private Beside(Home home, Database database) {
    this.home = home;
    this.database = database;
  }

  public static Beside of(Run run, String purpose) {
    return new Beside(
        run::home, run.database().named(name(purpose, run.database().name(), LONGEST)));
  }

  /**
   * On any server.
   *
   * @param home a connection to another database of it
   * @param server a database of it
   * @param own whose it is
   */
  public static Beside on(Connection home, Database server, String purpose, String own) {
    return named(home, server, name(purpose, own, LONGEST));
  }

  /** One whose name is known. */
  public static Beside named(Connection home, Database server, String name) {
    return new Beside(() -> home, server.named(name));
  }

  /** Of both, in so many bytes. */
  private static String name(String purpose, String own, int longest) {
    String name = purpose + "_" + own;
    if (name.getBytes(UTF_8).length > longest) {
      CRC32 sum = new CRC32();
      sum.update(name.getBytes(UTF_8));
      name = purpose + "_" + Long.toHexString(sum.getValue());
    }
    return name;
  }

  public Database database() {
    return database;
  }

  /** Empty. */
  public void make() throws SQLException {
    make("");
  }

  /**
   * Empty.
   *
   * @param options of {@code create database}
   */
  public void make(String options) throws SQLException {
    drop();
    Connection connection = home.connection();
    Maker.as(connection, Maker.of(connection), "create database " + quoted() + options);
  }

  public boolean exists() throws SQLException {
    return owner() != null;
  }

  /** Also what a killed run left. */
  public void drop() throws SQLException {
    String owner = owner();
    if (owner != null) {
      try (PreparedStatement end = home.connection().prepareStatement(END)) {
        end.setString(1, database.name());
        end.execute();
      }
      dropAs(owner);
    }
  }

  /** Autovacuum may be in it, and takes its time to leave. */
  private void dropAs(String owner) throws SQLException {
    for (int tried = 1; ; tried++) {
      try {
        Maker.as(home.connection(), owner, "drop database if exists " + quoted());
        return;
      } catch (SQLException e) {
        if (!IN_USE.equals(e.getSQLState()) || tried == TRIES) {
          throw e;
        }
      }
    }
  }

  /** As SQL names it; null where the database is not there. */
  private @Nullable String owner() throws SQLException {
    try (PreparedStatement statement = home.connection().prepareStatement(OWNER)) {
      statement.setString(1, database.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private String quoted() {
    return '"' + database.name().replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return database.name();
  }
}
