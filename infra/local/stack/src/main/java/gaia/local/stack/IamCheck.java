package gaia.local.stack;

import gaia.local.issuer.Issuer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cloud Run's own check, in front of functions that nobody else may call. */
final class IamCheck {
  /** The functions that keep the check; every other one is open and looks at its callers itself. */
  private static final Set<String> KEPT_BY = Set.of("cleanup", "console");

  /** Who calls what the schedule says, and who may look. */
  static final String SCHEDULER = "gaia-scheduler@local.iam";

  static final String OPERATOR = "admin@local.test";

  /** Where both are sent this one alone is checked, and the other goes on as it came. */
  static final String CHECKED_FIRST = "X-Serverless-Authorization";

  private static final Set<String> INVOKERS = Set.of(SCHEDULER, OPERATOR);
  private static final String BEARER = "Bearer ";

  private final Issuer issuer;

  IamCheck(Issuer issuer) {
    this.issuer = issuer;
  }

  boolean refuses(String word, @Nullable String authorization) {
    return KEPT_BY.contains(word)
        && bearer(authorization).flatMap(issuer::email).filter(INVOKERS::contains).isEmpty();
  }

  /** What the function sees of a header that was checked: Cloud Run takes the signature away. */
  @Nullable String forwarded(String word, @Nullable String authorization) {
    return KEPT_BY.contains(word)
        ? bearer(authorization)
            .map(token -> token.substring(0, token.lastIndexOf('.') + 1))
            .map(unsigned -> BEARER + unsigned + "SIGNATURE_REMOVED_BY_GOOGLE")
            .orElse(null)
        : authorization;
  }

  private static Optional<String> bearer(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }
}
