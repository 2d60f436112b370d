package gaia.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, to admins.
 *
 * @param isActive false: refused everywhere
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record User(
    UUID userId,
    String issuer,
    String subject,
    @Nullable String email,
    @Nullable String displayName,
    boolean isAdmin,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt) {

  static User of(UserRow row) {
    return new User(
        row.userId(),
        row.issuer(),
        row.subject(),
        row.email(),
        row.displayName(),
        row.isAdmin(),
        row.isActive(),
        row.createdAt(),
        row.updatedAt());
  }
}
