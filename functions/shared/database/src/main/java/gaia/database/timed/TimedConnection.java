package gaia.database.timed;

import gaia.database.DatabaseSettings;
import gaia.database.DirectConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A job's connection that knows what it cost.
 *
 * @param laps of the attempt that succeeded
 * @param attempts how many it took
 * @param waited from the first attempt to the begin of the one that succeeded
 */
public record TimedConnection(Connection connection, Laps laps, int attempts, Duration waited) {
  /** As {@link DirectConnection#open}, with its patience. */
  public static TimedConnection open(DatabaseSettings settings, String word, Duration within)
      throws SQLException {
    AtomicInteger attempts = new AtomicInteger();
    AtomicLong last = new AtomicLong();
    long first = System.nanoTime();
    try (Stopwatch watch = new Stopwatch()) {
      Connection connection =
          DirectConnection.open(
              settings,
              within,
              () -> {
                attempts.incrementAndGet();
                last.set(System.nanoTime());
                return watch.start(timed(settings.jobProperties(word)));
              });
      Duration waited = Duration.ofNanos(last.get() - first);
      return new TimedConnection(connection, watch.stop(), attempts.get(), waited);
    }
  }

  private static Properties timed(Properties all) {
    replace(all, "socketFactory", TimedSockets.REAL, TimedSockets.class);
    replace(all, "sslfactory", TimedTls.REAL, TimedTls.class);
    return all;
  }

  private static void replace(Properties all, String name, String real, Class<?> ours) {
    String chosen = all.getProperty(name);
    if (chosen != null) {
      all.setProperty(real, chosen);
    }
    all.setProperty(name, ours.getName());
  }
}
