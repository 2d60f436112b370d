package gaia.invite;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What redeeming came to, with the session as it is now.
 *
 * @param userId whose redemption this is; null where nobody asked by name
 * @param role null unless the caller is in
 */
@MappedEntity
record RedemptionRow(
    @Id UUID inviteId,
    @Nullable UUID userId,
    String outcome,
    Instant expiresAt,
    String sessionId,
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
    @Nullable String role,
    @Nullable Instant joinedAt,
    @Nullable String displayName) {}
