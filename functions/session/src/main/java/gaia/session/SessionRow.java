package gaia.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as one of its members sees it. */
@MappedEntity
record SessionRow(
    @Id String sessionId,
    @Nullable UUID campaignId,
    String name,
    String status,
    UUID hostId,
    @Nullable String hostName,
    int maxMembers,
    int memberCount,
    String mayInvite,
    String metadata,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    String role,
    Instant joinedAt,
    Instant firstJoinedAt,
    String outcome) {}
