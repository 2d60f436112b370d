package gaia.admin;

import gaia.cli.Stop;
import gaia.cli.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody as their tokens name them. */
record Person(String issuer, String subject) {
  private static final int LONGEST = 255;

  static Person of(String issuer, @Nullable String subject) {
    if (subject == null) {
      throw Stop.usage("nobody is named", "--subject SUB, the sub of their tokens");
    }
    // As functions read a token: no other subject gets in.
    if (subject.isBlank()
        || subject.codePointCount(0, subject.length()) > LONGEST
        || subject.codePoints().anyMatch(Character::isISOControl)) {
      throw Stop.usage(
          "--subject is no subject", "1 to 255 characters, not blank, without control characters");
    }
    if (issuer.isBlank()) {
      throw Stop.usage(
          "whose subject that is was not said",
          "--issuer URL, or set IDENTITY_ISSUER as the functions have it");
    }
    return new Person(issuer, subject);
  }

  UUID userId() {
    return UserId.of(issuer, subject);
  }

  @Override
  public String toString() {
    return subject + " of " + issuer + ", " + userId();
  }
}
