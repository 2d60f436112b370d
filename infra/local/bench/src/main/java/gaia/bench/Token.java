package gaia.bench;

import java.util.Locale;

/**
 * Invite tokens that pgbench can make too: the number itself in 26 digits, which are letters of the
 * token's alphabet, and their two check characters.
 */
final class Token {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int MODULUS = 1021;

  private Token() {}

  static String of(long number) {
    String digits = String.format(Locale.ROOT, "%026d", number);
    int remainder = 0;
    for (int i = 0; i < digits.length(); i++) {
      remainder = (remainder * 32 + digits.charAt(i) - '0') % MODULUS;
    }
    return digits + ALPHABET.charAt(remainder / 32) + ALPHABET.charAt(remainder % 32);
  }

  /** The same in SQL: what the database keeps of a number's token. */
  static String hashSql(String number) {
    return "sha256(convert_to(lpad((" + number + ")::text, 26, '0'), 'UTF8'))";
  }
}
