package gaia.invite;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity
record InviteRow(
    @Id UUID inviteId,
    String sessionId,
    UUID createdBy,
    boolean multiUse,
    @Nullable Integer maxUses,
    int uses,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String note,
    Instant createdAt,
    Instant updatedAt,
    String outcome) {

  /** The first that holds, in the order in which redeeming would refuse. */
  InviteStatus status(Instant now) {
    if (revokedAt != null) {
      return InviteStatus.REVOKED;
    }
    if (!expiresAt.isAfter(now)) {
      return InviteStatus.EXPIRED;
    }
    return maxUses != null && uses >= maxUses ? InviteStatus.USED_UP : InviteStatus.ACTIVE;
  }
}
