package gaia.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** What all of a file comes to when it is read again. */
public final class ReadBack {
  private static final int BUFFER = 256 << 10;

  private ReadBack() {}

  /** For whoever did not write it. */
  public static String sha256(Store store, String file) throws IOException {
    MessageDigest digest = Digests.sha256();
    read(store, file, digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** For whoever has just written it: finds what a disk got wrong, in a fraction of the time. */
  public static String crc32c(Store store, String file) throws IOException {
    CRC32C sum = new CRC32C();
    read(store, file, sum::update);
    return Crc32c.text(sum);
  }

  private interface Sum {
    void update(byte[] bytes, int from, int length);
  }

  private static void read(Store store, String file, Sum sum) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = store.open(file, 0)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    }
  }
}
