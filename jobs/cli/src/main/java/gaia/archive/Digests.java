package gaia.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one digest that backups use. */
public final class Digests {
  private Digests() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
