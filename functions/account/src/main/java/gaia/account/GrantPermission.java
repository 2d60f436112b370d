package gaia.account;

import gaia.account.Grant.Granted;
import gaia.account.Grant.Refused;
import gaia.database.DatabaseProblem;
import gaia.database.Moved;
import gaia.http.Exchange;
import gaia.http.IdempotencyKey;
import gaia.http.RequestHash;
import gaia.http.Word;
import gaia.identity.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a permission, and its event, in one statement; only a refusal costs another to say why. */
@Singleton
class GrantPermission {
  private static final String KEY_ONCE = "access_control_idempotency_key_once";

  private final PermissionRepository permissions;
  private final StandingRepository standings;
  private final Clock clock;

  GrantPermission(PermissionRepository permissions, StandingRepository standings, Clock clock) {
    this.permissions = permissions;
    this.standings = standings;
    this.clock = clock;
  }

  Grant grant(NewPermission wish, IdempotencyKey key, UUID caller) {
    Resource resource = wish.resource();
    Exchange.current().about(resource.type(), resource.id());
    byte[] hash = RequestHash.of(wish.fields());
    Instant now = clock.instant();
    return Moved.untilStill(
        () -> {
          try {
            PermissionRow row = insert(wish, resource, key, hash, caller, now);
            return row == null ? refusal(wish, resource, caller, now) : outcome(row);
          } catch (RuntimeException e) {
            if (DatabaseProblem.constraint(e).filter(KEY_ONCE::equals).isPresent()) {
              // The same key gave another permission meanwhile: the next try sees it.
              return null;
            }
            throw e;
          }
        });
  }

  private @Nullable PermissionRow insert(
      NewPermission wish,
      Resource resource,
      IdempotencyKey key,
      byte[] hash,
      UUID caller,
      Instant now) {
    Integer seconds = wish.expiresInSeconds();
    return permissions.grant(
        Ids.v7(clock),
        wish.userId(),
        resource.type(),
        resource.id(),
        resource.sessionId(),
        resource.campaignId(),
        Word.of(wish.permission()),
        seconds == null ? null : now.plusSeconds(seconds),
        key.value(),
        hash,
        caller,
        Ids.v7(clock),
        Exchange.current().id(),
        now);
  }

  private static Grant outcome(PermissionRow row) {
    return row.outcome().equals("key_reused") ? Refused.KEY_REUSED : new Granted(row);
  }

  /** Null where nothing stands in the way by now. */
  private @Nullable Grant refusal(NewPermission wish, Resource resource, UUID caller, Instant now) {
    Standing standing =
        standings.find(
            resource.type(),
            resource.sessionId(),
            resource.campaignId(),
            wish.userId(),
            caller,
            now);
    if (standing == null) {
      return Refused.RESOURCE_UNKNOWN;
    }
    if (!standing.grants()) {
      return Refused.NOT_HOST;
    }
    return standing.knowsPerson() ? null : Refused.PERSON_UNKNOWN;
  }
}
