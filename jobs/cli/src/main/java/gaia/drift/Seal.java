package gaia.drift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether the bundled scripts are those that the expected schema was made from. */
final class Seal {
  private Seal() {}

  static String of(List<String> scripts) {
    MessageDigest all = sha256();
    add("bootstrap.sql", all);
    scripts.forEach(script -> add("migrations/" + script, all));
    return HexFormat.of().formatHex(all.digest());
  }

  private static void add(String path, MessageDigest all) {
    try (InputStream file = Seal.class.getResourceAsStream("/gaia/schema/" + path)) {
      all.update(file == null ? new byte[0] : file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-256", e);
    }
  }
}
