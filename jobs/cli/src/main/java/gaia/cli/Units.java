package gaia.cli;

import java.time.Duration;
import java.util.Locale;

/** Sizes, counts and spans as a person reads them; a program reads {@code --json}. */
public final class Units {
  private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Units() {}

  /** {@code 512 B}, {@code 1.2 MB}; of 1024 each, as PostgreSQL counts. */
  public static String bytes(long bytes) {
    double rest = bytes;
    int size = 0;
    while (rest >= 1024 && size < SIZES.length - 1) {
      rest /= 1024;
      size++;
    }
    return (rest >= 100 || size == 0 ? format("%.0f ", rest) : format("%.1f ", rest)) + SIZES[size];
  }

  /** {@code 8,412}. */
  public static String count(long number) {
    return format("%,d", number);
  }

  /** {@code 98.7 %}. */
  public static String share(double part) {
    return format("%.1f %%", part * 100);
  }

  /** {@code 0.4 ms}, for what should be short. */
  public static String lap(Duration time) {
    double millis = time.toNanos() / 1e6;
    return millis >= 100 ? format("%.0f ms", millis) : format("%.1f ms", millis);
  }

  /** {@code 12 s}, {@code 41 min}, {@code 3 h}, {@code 2 days}: the largest unit that has two. */
  public static String age(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : count(seconds / 86_400) + " days";
  }

  private static String format(String form, Object value) {
    return String.format(Locale.ROOT, form, value);
  }
}
