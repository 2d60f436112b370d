package gaia.account;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A security event on the wire.
 *
 * @param userId who did it, or was refused; null where it was done by the gaia program
 * @param detail {@code user_id} in it is whom it was done to
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Event(
    UUID eventId,
    String eventType,
    @Nullable UUID userId,
    @Nullable String resourceType,
    @Nullable String resourceId,
    @Nullable UUID requestId,
    JsonNode detail,
    Instant createdAt) {

  static Event of(EventRow row, JsonNode detail) {
    return new Event(
        row.eventId(),
        row.eventType(),
        row.userId(),
        row.resourceType(),
        row.resourceId(),
        row.requestId(),
        detail,
        row.createdAt());
  }
}
