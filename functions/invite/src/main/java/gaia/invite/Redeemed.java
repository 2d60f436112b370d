package gaia.invite;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller is in.
 *
 * @param outcome joined, rejoined or already_member
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Redeemed(String outcome, Session session, Member member) {

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Member(
      UUID userId,
      @Nullable String displayName,
      @Nullable String role,
      @Nullable Instant joinedAt) {}

  static Redeemed of(RedemptionRow row, UUID caller, JsonNode metadata) {
    return new Redeemed(
        row.outcome(),
        Session.of(row, metadata),
        new Member(caller, row.displayName(), row.role(), row.joinedAt()));
  }
}
