package gaia.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity
record MemberRow(
    @Id UUID userId,
    @Nullable String displayName,
    String role,
    String status,
    Instant joinedAt,
    Instant createdAt,
    @Nullable UUID inviteId,
    @Nullable UUID invitedBy,
    @Nullable Integer useNumber,
    boolean toHost) {}
