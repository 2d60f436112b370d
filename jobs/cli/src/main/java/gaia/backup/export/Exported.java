package gaia.backup.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.Digests;
import gaia.archive.Store;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What an export has left in the bucket, read from its first byte to its last.
 *
 * @param ends as pg_dump ends a file that it has not been stopped in
 */
record Exported(long bytes, long plainBytes, String sha256, boolean ends) {
  private static final String END = "-- PostgreSQL database dump complete";
  private static final int TAIL = 200;
  private static final int BUFFER = 256 << 10;

  static Exported read(Store store, String file) throws IOException {
    long bytes = store.size(file);
    if (bytes < 0) {
      throw damaged(file, "is not there");
    }
    MessageDigest digest = Digests.sha256();
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(store.open(file, 0), BUFFER), digest)) {
      byte[] last = new byte[0];
      long plain = 0;
      byte[] some = new byte[BUFFER];
      try (GZIPInputStream text = new GZIPInputStream(in, BUFFER)) {
        for (int read = text.read(some); read >= 0; read = text.read(some)) {
          plain += read;
          last = tail(last, some, read);
        }
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return new Exported(bytes, plain, sha256, new String(last, UTF_8).contains(END));
    } catch (EOFException e) {
      throw damaged(file, "ends in the middle, after " + bytes + " bytes");
    } catch (ZipException e) {
      throw damaged(file, "is damaged: " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw damaged(file, "is gone");
    }
  }

  /** Enough of the end to find the last line in it. */
  private static byte[] tail(byte[] before, byte[] some, int length) {
    byte[] joined = new byte[Math.min(TAIL, before.length + length)];
    int fromSome = Math.min(joined.length, length);
    int fromBefore = joined.length - fromSome;
    System.arraycopy(before, before.length - fromBefore, joined, 0, fromBefore);
    System.arraycopy(some, length - fromSome, joined, fromBefore, fromSome);
    return joined;
  }

  private static Stop damaged(String file, String how) {
    return Stop.because(
        Outcome.FAILED,
        "Cloud SQL says that it has exported, but %s %s".formatted(file, how),
        "run it again; --engine local writes a backup without Cloud SQL's help");
  }
}
