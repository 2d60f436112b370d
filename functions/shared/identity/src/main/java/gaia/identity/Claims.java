package gaia.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From verified claims to a caller; what only decorates a person never turns them away. */
final class Claims {
  private static final int LONGEST_SUBJECT = 255;
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_EMAIL = 320;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+");
  private final IdentitySettings settings;

  Claims(IdentitySettings settings) {
    this.settings = settings;
  }

  Caller caller(JWTClaimsSet claims) {
    String subject = subject(claims.getSubject());
    UUID userId = Ids.v5(settings.issuer(), subject);
    String name = name(claims.getClaim(settings.nameClaim()));
    String email = email(claims.getClaim(settings.emailClaim()));
    return new Caller(userId, settings.issuer(), subject, name, email);
  }

  private static String subject(String subject) {
    // Half a surrogate pair has no UTF-8, so two such subjects would share one user id.
    if (subject.isBlank()
        || subject.codePointCount(0, subject.length()) > LONGEST_SUBJECT
        || !subject.codePoints().allMatch(Claims::isPrintable)) {
      throw new Unauthenticated(
          "the token's subject is not 1 to 255 characters without control characters");
    }
    return subject;
  }

  private static @Nullable String name(@Nullable Object claim) {
    if (!(claim instanceof String text)) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .filter(Claims::isPrintable)
        .dropWhile(Character::isWhitespace)
        .limit(LONGEST_NAME)
        .forEach(name::appendCodePoint);
    return name.isEmpty() ? null : name.toString().strip();
  }

  private static @Nullable String email(@Nullable Object claim) {
    return claim instanceof String text
            && text.length() <= LONGEST_EMAIL
            && text.codePoints().allMatch(Claims::isPrintable)
            && EMAIL.matcher(text).matches()
        ? text
        : null;
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBidiControl(character);
    };
  }

  /** They turn the text around them about: a name must not rewrite the line that shows it. */
  private static boolean isBidiControl(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
