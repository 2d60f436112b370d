package gaia.cli;

import gaia.database.BadSettings;
import gaia.database.DatabaseProblem;
import gaia.database.DatabaseSettings;
import gaia.database.DirectConnection;
import gaia.database.timed.TimedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that a command works on, over direct connections: neither a pool nor PgBouncer,
 * which would strand advisory locks.
 */
public final class Database {
  private final DatabaseSettings settings;
  private final String command;
  private final Duration timeout;

  private Database(DatabaseSettings settings, String command, Duration timeout) {
    this.settings = settings;
    this.command = command;
    this.timeout = timeout;
  }

  static Database of(@Nullable String url, String command, Duration timeout) {
    try {
      DatabaseSettings settings =
          url == null ? DatabaseSettings.of(System::getenv) : SaidUrl.settings(url);
      return new Database(settings, command, timeout);
    } catch (BadSettings e) {
      String[] said = String.valueOf(e.getMessage()).split("; hint: ", 2);
      throw Stop.usage(said[0], said.length > 1 ? said[1] : "set DATABASE_URL");
    }
  }

  /** {@code gaia@127.0.0.1:5433}. */
  public String place() {
    return settings.address();
  }

  /** What the server calls it: {@code gaia}. */
  public String name() {
    return settings.database();
  }

  public String user() {
    return settings.user();
  }

  public Connection connect() {
    return connect(settings);
  }

  /**
   * For scripts: a text goes to the server as it is, which knows best where each statement ends.
   */
  public Connection connectForScripts() {
    return connect(
        settings,
        () ->
            DirectConnection.open(
                settings, timeout, () -> simple(settings.jobProperties(command))));
  }

  private static Properties simple(Properties properties) {
    properties.setProperty("preferQueryMode", "simple");
    return properties;
  }

  /** Another database of the same server, as the same login. */
  public Database named(String name) {
    return new Database(settings.inDatabase(name), command, timeout);
  }

  /** For a library that wants to connect by itself, once {@link #connect} has found the server. */
  public DataSource dataSource() {
    return new PGSimpleDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        return DirectConnection.open(settings, command, timeout);
      }
    };
  }

  /** The same, with where its time went. */
  public TimedConnection connectTimed() {
    return connect(settings, () -> TimedConnection.open(settings, command, timeout));
  }

  /** The same for whoever is less patient. */
  public Database within(Duration limit) {
    return new Database(settings, command, limit);
  }

  private Connection connect(DatabaseSettings where) {
    return connect(where, () -> DirectConnection.open(where, command, timeout));
  }

  private interface Attempt<T> {
    T connect() throws SQLException;
  }

  private <T> T connect(DatabaseSettings where, Attempt<T> attempt) {
    try {
      return attempt.connect();
    } catch (SQLException e) {
      throw DatabaseProblem.of(e) == DatabaseProblem.UNAVAILABLE
          ? unreachable(where, e)
          : Failure.of(e);
    }
  }

  private Stop unreachable(DatabaseSettings where, SQLException last) {
    return Stop.because(
        Outcome.UNREACHABLE,
        "no connection to %s within %d s: %s"
            .formatted(where.address(), timeout.toSeconds(), Failure.text(last)),
        "see that it runs and that this machine may reach it, or raise --connect-timeout",
        last);
  }
}
