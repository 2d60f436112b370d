package gaia.session;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member on the wire; only the host learns how each one came in. */
sealed interface Member {
  static Member of(MemberRow row) {
    return row.toHost()
        ? new SeenByHost(
            row.userId(),
            row.displayName(),
            row.role(),
            row.joinedAt(),
            row.inviteId(),
            row.invitedBy(),
            row.useNumber(),
            row.status())
        : new SeenByMember(row.userId(), row.displayName(), row.role(), row.joinedAt());
  }

  @Serdeable(naming = SnakeCaseStrategy.class)
  record SeenByMember(UUID userId, @Nullable String displayName, String role, Instant joinedAt)
      implements Member {}

  @Serdeable(naming = SnakeCaseStrategy.class)
  record SeenByHost(
      UUID userId,
      @Nullable String displayName,
      String role,
      Instant joinedAt,
      @Nullable UUID inviteId,
      @Nullable UUID invitedBy,
      @Nullable Integer useNumber,
      String status)
      implements Member {}
}
