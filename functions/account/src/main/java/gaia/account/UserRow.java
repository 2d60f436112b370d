package gaia.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity
record UserRow(
    @Id UUID userId,
    String issuer,
    String subject,
    @Nullable String email,
    @Nullable String displayName,
    boolean isAdmin,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt) {

  boolean is(UserChanges wish) {
    return (wish.isAdmin() == null || wish.isAdmin() == isAdmin)
        && (wish.isActive() == null || wish.isActive() == isActive);
  }
}
