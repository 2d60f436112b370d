package gaia.archive;

import java.util.Locale;

/** Bytes as a person reads them: {@code 1.2 MB}. */
public final class Size {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Size() {}

  public static String of(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double size = bytes / 1000.0;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
