package gaia.invite;

import com.fasterxml.jackson.annotation.JsonInclude;
import gaia.http.NextStep;
import gaia.http.ProblemType;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a holder of the token may know before joining.
 *
 * @param status the session's
 * @param blocked why redeeming would be refused; null when it would not
 * @param sessionId only to a member, as is {@code you}
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Preview(
    String sessionName,
    @Nullable String hostName,
    String status,
    int memberCount,
    int maxMembers,
    Instant expiresAt,
    @Nullable Blocked blocked,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sessionId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable You you) {

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Blocked(String type, String title, NextStep nextStep) {
    static @Nullable Blocked by(Redemption redemption) {
      if (redemption instanceof Redemption.Refused refused) {
        ProblemType problem = refused.reason().problem();
        return new Blocked(problem.urn(), problem.title(), problem.nextStep());
      }
      return null;
    }
  }

  static Preview of(RedemptionRow row) {
    You you = You.of(row);
    return new Preview(
        row.name(),
        row.hostName(),
        row.status(),
        row.memberCount(),
        row.maxMembers(),
        row.expiresAt(),
        Blocked.by(Redemption.of(row)),
        you == null ? null : row.sessionId(),
        you);
  }
}
