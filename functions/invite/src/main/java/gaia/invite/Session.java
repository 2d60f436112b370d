package gaia.invite;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The session that somebody has just come into, in the shape that function session gives it. */
@Serdeable(naming = SnakeCaseStrategy.class)
record Session(
    String sessionId,
    @Nullable UUID campaignId,
    String name,
    String status,
    Person host,
    int maxMembers,
    int memberCount,
    String mayInvite,
    JsonNode metadata,
    @Nullable You you,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt) {

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Person(UUID userId, @Nullable String displayName) {}

  static Session of(RedemptionRow row, JsonNode metadata) {
    return new Session(
        row.sessionId(),
        row.campaignId(),
        row.name(),
        row.status(),
        new Person(row.hostId(), row.hostName()),
        row.maxMembers(),
        row.memberCount(),
        row.mayInvite(),
        metadata,
        You.of(row),
        row.createdAt(),
        row.updatedAt(),
        row.endedAt());
  }
}
