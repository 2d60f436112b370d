package gaia.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

/** One connection without a pool and without a function's limits, for a job. */
public final class DirectConnection {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private DirectConnection() {}

  /**
   * Connects, and tries again with growing pauses while the server can't be reached or is starting.
   *
   * @param word the server shows it as {@code gaia-word}
   * @param within how long to go on; one attempt is made in any case
   * @throws SQLException of the last attempt; at once where trying again is no use
   */
  public static Connection open(DatabaseSettings settings, String word, Duration within)
      throws SQLException {
    return open(settings, within, () -> settings.jobProperties(word));
  }

  /**
   * The same by properties of one's own.
   *
   * @param properties asked for before each attempt
   */
  public static Connection open(
      DatabaseSettings settings, Duration within, Supplier<Properties> properties)
      throws SQLException {
    long deadline = System.nanoTime() + within.toNanos();
    for (int attempt = 0; ; attempt++) {
      try {
        return once(settings, properties.get());
      } catch (SQLException e) {
        Duration pause = pause(attempt, ThreadLocalRandom.current().nextDouble());
        // The connector fetches certificates once and leaves a second try to us.
        boolean again = mayPass(e) || (settings.instance() != null && attempt == 0);
        boolean late = System.nanoTime() + pause.toNanos() > deadline;
        if (late || !again || !waited(pause)) {
          throw e;
        }
      }
    }
  }

  /** Doubles up to five seconds, then takes between half and all of it so that jobs spread out. */
  static Duration pause(int attempt, double random) {
    long doubled = FIRST_PAUSE.toMillis() << Math.min(attempt, 10);
    long most = Math.min(doubled, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis((long) (most * (0.5 + random / 2)));
  }

  /** Waiting mends a server that starts, but neither its certificate nor that it has none. */
  private static boolean mayPass(SQLException e) {
    boolean network = DatabaseProblem.causes(e).anyMatch(IOException.class::isInstance);
    boolean tls = DatabaseProblem.causes(e).anyMatch(SSLHandshakeException.class::isInstance);
    return switch (String.valueOf(e.getSQLState())) {
      case "08004" -> false;
      // Without a failure of the network it is a certificate of another name.
      case "08006" -> network && !tls;
      default -> !tls && DatabaseProblem.of(e) == DatabaseProblem.UNAVAILABLE;
    };
  }

  private static Connection once(DatabaseSettings settings, Properties properties)
      throws SQLException {
    Connection connection = new org.postgresql.Driver().connect(settings.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not know " + settings.address());
    }
    return settings.echo() ? EchoedConnection.of(connection) : connection;
  }

  private static boolean waited(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
