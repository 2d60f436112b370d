package gaia.cli;

import java.time.Duration;
import java.util.Locale;

/** Spans of time as a person reads them. */
public final class Took {
  private Took() {}

  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  public static String millis(Duration time) {
    return time.toMillis() + " ms";
  }
}
