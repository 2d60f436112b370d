package gaia.invite;

import com.fasterxml.jackson.annotation.JsonInclude;
import gaia.http.Word;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invite on the wire.
 *
 * @param maxUses null: until the session is full
 * @param status active, revoked, expired or used_up
 * @param token only in the answer that issues it, as is the link
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Invite(
    UUID inviteId,
    String sessionId,
    UUID createdBy,
    boolean multiUse,
    @Nullable Integer maxUses,
    int uses,
    String status,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String note,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {

  static Invite of(InviteRow row, Instant now) {
    return of(row, now, null, null);
  }

  static Invite of(InviteRow row, Instant now, @Nullable String token, @Nullable String link) {
    return new Invite(
        row.inviteId(),
        row.sessionId(),
        row.createdBy(),
        row.multiUse(),
        row.maxUses(),
        row.uses(),
        Word.of(row.status(now)),
        row.expiresAt(),
        row.revokedAt(),
        row.note(),
        row.createdAt(),
        row.updatedAt(),
        token,
        link);
  }
}
