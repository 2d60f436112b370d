package gaia.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Whether a file is still what its manifest says. */
public final class ReadBack {
  private static final int BUFFER = 256 << 10;

  private ReadBack() {}

  /** Reads all of it. */
  public static String sha256(Store store, String file) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = store.open(file, 0)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
