package gaia.backup;

import gaia.archive.Compression;
import gaia.archive.Parallel;

/**
 * How somebody wants a backup.
 *
 * @param jobs how many work at the same time
 * @param reason see {@link gaia.archive.Manifest}
 */
public record Wish(Compression compression, int level, int jobs, String reason) {
  public static Wish usual(String reason) {
    Compression gzip = Compression.GZIP;
    return new Wish(gzip, gzip.usualLevel(), Parallel.cores(), reason);
  }
}
