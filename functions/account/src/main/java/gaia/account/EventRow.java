package gaia.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity
record EventRow(
    @Id UUID eventId,
    String eventType,
    @Nullable UUID userId,
    @Nullable String resourceType,
    @Nullable String resourceId,
    @Nullable UUID requestId,
    String detail,
    Instant createdAt) {}
