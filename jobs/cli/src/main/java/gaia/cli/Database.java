package gaia.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.database.BadSettings;
import gaia.database.DatabaseProblem;
import gaia.database.DatabaseSettings;
import gaia.database.DirectConnection;
import gaia.database.timed.TimedConnection;
import java.net.URLEncoder;
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

  /** {@code PROJECT:REGION:INSTANCE}; null where it is reached by its address. */
  public @Nullable String instance() {
    return settings.instance();
  }

  public String user() {
    return settings.user();
  }

  /** For who judges or replaces it, and never for a line that somebody reads. */
  public @Nullable String password() {
    return settings.password();
  }

  /** By the Cloud SQL connector, which does TLS by itself. */
  public boolean isByConnector() {
    return settings.instance() != null;
  }

  public String host() {
    return settings.host();
  }

  public int port() {
    return settings.port();
  }

  public Connection connect() {
    return connect(settings);
  }

  /** The same as another login. */
  public Database as(String user, String password) {
    DatabaseSettings other =
        new DatabaseSettings(
            user,
            password,
            settings.database(),
            settings.host(),
            settings.port(),
            settings.instance(),
            settings.ipTypes(),
            settings.tls(),
            settings.application(),
            settings.connectTimeout(),
            settings.echo());
    return new Database(other, command, timeout);
  }

  /** What another login would have as its DATABASE_URL. */
  public String url(String user, String password) {
    String who = encoded(user) + ":" + encoded(password);
    String name = encoded(settings.database());
    if (settings.instance() != null) {
      return "postgresql://%s@/%s?host=/cloudsql/%s".formatted(who, name, settings.instance());
    }
    boolean bare = settings.tls().mode().equals("disable");
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "postgresql://%s@%s:%d/%s%s"
        .formatted(
            who, host, settings.port(), name, bare ? "" : "?sslmode=" + settings.tls().mode());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** One attempt, and what came of it in PostgreSQL's own words. */
  public Connection tryOnce() throws SQLException {
    return DirectConnection.open(settings, command, Duration.ZERO);
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
        Failure.isCrowded(last)
            ? Failure.unavailable(last)
            : "see that it runs and that this machine may reach it, or raise --connect-timeout",
        last);
  }
}
