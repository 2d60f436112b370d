package gaia.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;

/**
 * The SHA-256 of a manifest, which is its own last member: whoever changes one that is sealed is
 * found out. Those of before are not sealed.
 */
final class Seal {
  private static final String NAME = "\"manifest_sha256\"";
  private static final String BEGIN = "," + NAME + ":\"";
  private static final String END = "\"}";
  private static final int LENGTH = BEGIN.length() + 64 + END.length();

  private Seal() {}

  /**
   * With its seal.
   *
   * @param manifest a JSON object
   */
  static byte[] put(byte[] manifest) {
    String text = new String(manifest, ISO_8859_1);
    return (text.substring(0, text.length() - 1) + seal(text)).getBytes(ISO_8859_1);
  }

  /** Whether it has one that is not its own. */
  static boolean isBroken(byte[] manifest) {
    // One byte is one character, whatever it means.
    String text = new String(manifest, ISO_8859_1).stripTrailing();
    if (!text.contains(NAME)) {
      return false;
    }
    int end = Math.max(0, text.length() - LENGTH);
    return !text.substring(end).equals(seal(text.substring(0, end) + "}"));
  }

  private static String seal(String text) {
    byte[] sha256 = Digests.sha256().digest(text.getBytes(ISO_8859_1));
    return BEGIN + HexFormat.of().formatHex(sha256) + END;
  }
}
