package gaia.backup;

import gaia.archive.Compression;
import gaia.archive.Parallel;

/**
 * How somebody wants a backup.
 *
 * @param jobs how many work at the same time
 * @param yields whether it leaves room to who uses the database meanwhile, see {@link Courtesy}
 * @param reason see {@link gaia.archive.Manifest}
 */
public record Wish(Compression compression, int level, int jobs, boolean yields, String reason) {
  /** Soon: somebody waits for it. */
  public static Wish usual(String reason) {
    Compression gzip = Compression.GZIP;
    return new Wish(gzip, gzip.usualLevel(), Parallel.cores(), false, reason);
  }
}
