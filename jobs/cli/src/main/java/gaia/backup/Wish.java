package gaia.backup;

import gaia.archive.Compression;

/**
 * How somebody wants a backup.
 *
 * @param jobs how many work at the same time
 * @param reason see {@link gaia.archive.Manifest}
 */
public record Wish(Compression compression, int level, int jobs, String reason) {
  static final int MOST_JOBS = 64;
  private static final int MOST = 8;

  public static Wish usual(String reason) {
    Compression gzip = Compression.GZIP;
    return new Wish(gzip, gzip.usualLevel(), cores(), reason);
  }

  /** One for each core. */
  static int cores() {
    return Math.min(MOST, Runtime.getRuntime().availableProcessors());
  }
}
