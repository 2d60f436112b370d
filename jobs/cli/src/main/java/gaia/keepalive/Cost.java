package gaia.keepalive;

import gaia.cli.Units;
import gaia.database.timed.Laps;
import gaia.database.timed.TimedConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What it took to get an answer.
 *
 * @param upFor how long the server has been running when it answered
 */
record Cost(TimedConnection timed, Duration query, Duration upFor) {
  /** In microseconds, since a fast network needs less than a millisecond. */
  Map<String, Long> numbers() {
    Laps laps = timed.laps();
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("attempts", (long) timed.attempts());
    all.put("woke", hasWoken() ? 1L : 0L);
    all.put("waking_us", micros(waking()));
    all.put("connect_us", micros(laps.connect()));
    if (laps.tls() != null) {
      all.put("tls_us", micros(laps.tls()));
    }
    all.put("login_us", micros(laps.login()));
    all.put("query_us", micros(query));
    return all;
  }

  /** It let us wait, or it was started only because we came. */
  boolean hasWoken() {
    return timed.attempts() > 1 || upFor.compareTo(waking()) < 0;
  }

  /** From the first attempt to the end of the login that succeeded. */
  Duration waking() {
    return timed.waited().plus(connecting());
  }

  String told() {
    Laps laps = timed.laps();
    return "%s: connect %s, %s, login %s, query %s"
        .formatted(
            Units.lap(connecting().plus(query)),
            Units.lap(laps.connect()),
            laps.tls() == null ? "no TLS" : "TLS " + Units.lap(laps.tls()),
            Units.lap(laps.login()),
            Units.lap(query));
  }

  private Duration connecting() {
    Laps laps = timed.laps();
    Duration tls = laps.tls() == null ? Duration.ZERO : laps.tls();
    return laps.connect().plus(tls).plus(laps.login());
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1000;
  }
}
