package gaia.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A permission on the wire.
 *
 * @param grantedBy null where nobody wrote that down
 * @param grantedAt of the latest time
 * @param expiresAt null: until it is revoked
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Permission(
    UUID accessId,
    UUID userId,
    @Nullable String displayName,
    String resourceType,
    String resourceId,
    String permission,
    @Nullable UUID grantedBy,
    Instant grantedAt,
    @Nullable Instant expiresAt,
    Instant createdAt) {

  static Permission of(PermissionRow row) {
    return new Permission(
        row.accessId(),
        row.userId(),
        row.displayName(),
        row.resourceType(),
        row.resourceId(),
        row.permission(),
        row.grantedBy(),
        row.grantedAt(),
        row.expiresAt(),
        row.createdAt());
  }
}
