package gaia.cleanup;

import gaia.http.ProblemType;
import gaia.http.Refusal;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token that the platform's IAM check has verified and taken the signature from. Nothing is
 * left here that could be verified, so this trusts the check; a token that still has its signature
 * did not pass it, and there is none in front.
 */
@Singleton
class CheckedToken {
  private static final String NO_SIGNATURE = "SIGNATURE_REMOVED_BY_GOOGLE";
  private static final int LONGEST = 8 * 1024;

  private final JsonMapper json;
  private final Clock clock;

  CheckedToken(JsonMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  record Claims(String issuer, String subject, String email) {}

  Claims read(String token) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      throw refused("the token is not a json web token");
    }
    if (!parts[2].equals(NO_SIGNATURE)) {
      throw refused("the token did not come through the platform's check, which this relies on");
    }
    JsonNode claims = claims(parts[1]);
    requireOfNow(claims.get("exp"));
    @Nullable JsonNode verified = claims.get("email_verified");
    if (verified != null && !(verified.isBoolean() && verified.getBooleanValue())) {
      throw refused("the token's e-mail is not verified");
    }
    return new Claims(text(claims, "iss"), text(claims, "sub"), text(claims, "email"));
  }

  private void requireOfNow(@Nullable JsonNode end) {
    if (end == null || !end.isNumber() || end.getLongValue() <= clock.instant().getEpochSecond()) {
      throw refused("the token has expired");
    }
  }

  private JsonNode claims(String part) {
    try {
      JsonNode claims = json.readValue(Base64.getUrlDecoder().decode(part), JsonNode.class);
      if (claims != null && claims.isObject()) {
        return claims;
      }
    } catch (IOException | IllegalArgumentException e) {
      // the same refusal
    }
    throw refused("the token is not a json web token");
  }

  private static String text(JsonNode claims, String name) {
    @Nullable JsonNode claim = claims.get(name);
    if (claim == null || !claim.isString() || claim.getStringValue().isBlank()) {
      throw refused("the token has no " + name);
    }
    return claim.getStringValue();
  }

  private static Refusal refused(String why) {
    return new Refusal(ProblemType.UNAUTHENTICATED, why);
  }
}
