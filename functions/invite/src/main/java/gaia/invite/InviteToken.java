package gaia.invite;

import gaia.http.RequestHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * 130 bits in Crockford's base 32 and two check characters, read in groups of four. It is a secret,
 * so it has no toString of its own text.
 */
final class InviteToken {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String NO_LETTER = "?";
  private static final int LENGTH = 26;
  private static final int CHECKS = 2;
  private static final int GROUP = 4;
  // The largest prime below 32 x 32: a changed character or two swapped neighbours always change
  // the remainder.
  private static final int MODULUS = 1021;

  private final String characters;

  private InviteToken(String characters) {
    this.characters = characters;
  }

  /** From the first 130 bits of the bytes. */
  static InviteToken of(byte[] bytes) {
    StringBuilder characters = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      int bit = i * 5;
      int pair = (bytes[bit / 8] & 0xff) << 8 | (bytes[bit / 8 + 1] & 0xff);
      characters.append(ALPHABET.charAt(pair >> (11 - bit % 8) & 31));
    }
    return new InviteToken(characters.toString());
  }

  /**
   * As people copy it: case, hyphens and spaces do not matter, I and L are one, O is zero. Empty:
   * no token at all.
   */
  static Optional<InviteToken> parse(String typed) {
    StringBuilder plain = new StringBuilder(LENGTH + CHECKS);
    for (int i = 0; i < typed.length() && plain.length() <= LENGTH + CHECKS; i++) {
      char c = typed.charAt(i);
      if (c != '-' && !isSpace(c)) {
        plain.append(canonical(c));
      }
    }
    if (plain.length() != LENGTH + CHECKS || plain.indexOf(NO_LETTER) >= 0) {
      return Optional.empty();
    }
    InviteToken token = new InviteToken(plain.substring(0, LENGTH));
    return token.checks().equals(plain.substring(LENGTH)) ? Optional.of(token) : Optional.empty();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Letters of other scripts, some of which become one of ours in upper case, are none. */
  private static String canonical(char c) {
    char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    return switch (upper) {
      case 'I', 'L' -> "1";
      case 'O' -> "0";
      default -> ALPHABET.indexOf(upper) < 0 ? NO_LETTER : Character.toString(upper);
    };
  }

  private String checks() {
    int remainder =
        characters.chars().reduce(0, (r, c) -> (r * 32 + ALPHABET.indexOf(c)) % MODULUS);
    return "" + ALPHABET.charAt(remainder / 32) + ALPHABET.charAt(remainder % 32);
  }

  /** What is shown to the one who made the invite. */
  String shown() {
    String all = characters + checks();
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < all.length(); i += GROUP) {
      groups.append(i == 0 ? "" : "-").append(all, i, i + GROUP);
    }
    return groups.toString();
  }

  /** All that the database keeps. */
  byte[] hash() {
    return RequestHash.sha256(characters.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InviteToken token && characters.equals(token.characters);
  }

  @Override
  public int hashCode() {
    return characters.hashCode();
  }

  @Override
  public String toString() {
    return "InviteToken";
  }
}
