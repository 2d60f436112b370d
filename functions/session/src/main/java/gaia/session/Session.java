package gaia.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session on the wire.
 *
 * @param memberCount the host counts
 * @param metadata left out of lists
 */
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode metadata,
    You you,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt) {

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Person(UUID userId, @Nullable String displayName) {}

  @Serdeable(naming = SnakeCaseStrategy.class)
  record You(String role, Instant joinedAt) {}

  static Session of(SessionRow row, @Nullable JsonNode metadata) {
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
        new You(row.role(), row.joinedAt()),
        row.createdAt(),
        row.updatedAt(),
        row.endedAt());
  }
}
