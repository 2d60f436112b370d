package gaia.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity
record PermissionRow(
    @Id UUID accessId,
    UUID userId,
    @Nullable String displayName,
    String resourceType,
    String resourceId,
    String permission,
    @Nullable UUID grantedBy,
    Instant grantedAt,
    @Nullable Instant expiresAt,
    Instant createdAt,
    String outcome) {}
