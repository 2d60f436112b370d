package gaia.invite;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The caller's own place. */
@Serdeable(naming = SnakeCaseStrategy.class)
record You(String role, Instant joinedAt) {
  static @Nullable You of(RedemptionRow row) {
    return row.role() == null || row.joinedAt() == null
        ? null
        : new You(row.role(), row.joinedAt());
  }
}
