package gaia.invite;

import gaia.database.Moved;
import gaia.http.Exchange;
import gaia.http.IdempotencyKey;
import gaia.http.RequestHash;
import gaia.identity.Ids;
import gaia.invite.Issue.Issued;
import gaia.invite.Issue.Refused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Issues an invite in one statement; only a refusal costs another to say why. */
@Singleton
class IssueInvite {
  private final InviteRepository invites;
  private final InviterRepository inviters;
  private final TokenMint mint;
  private final Clock clock;

  IssueInvite(InviteRepository invites, InviterRepository inviters, TokenMint mint, Clock clock) {
    this.invites = invites;
    this.inviters = inviters;
    this.mint = mint;
    this.clock = clock;
  }

  Issue issue(NewInvite wish, IdempotencyKey key, UUID caller) {
    Instant now = clock.instant();
    UUID inviteId = Ids.v7(clock);
    byte[] tokenHash = mint.of(inviteId).hash();
    byte[] requestHash = RequestHash.of(wish.fields());
    Supplier<@Nullable InviteRow> creation =
        () ->
            invites.create(
                inviteId,
                wish.sessionId(),
                tokenHash,
                wish.multiUse(),
                wish.maxUses(),
                now.plusSeconds(wish.expiresInSeconds()),
                wish.note(),
                key.value(),
                requestHash,
                caller,
                now);
    return Moved.untilStill(
        () -> {
          InviteRow row = creation.get();
          if (row != null) {
            return outcome(row);
          }
          Refused reason = refusal(wish.sessionId(), caller, now);
          // The same key may have made it before something came in the way: it is there by now.
          InviteRow made = reason == null || key.value() == null ? null : creation.get();
          return made == null ? reason : outcome(made);
        });
  }

  /** The token is made from the row's id, so a repeated request gets the first one's. */
  private Issue outcome(InviteRow row) {
    return row.outcome().equals("key_reused")
        ? Refused.KEY_REUSED
        : new Issued(row, mint.of(row.inviteId()));
  }

  /**
   * Null where nothing stands in the way: a request with the same key made the invite while ours
   * ran.
   */
  private @Nullable Refused refusal(String sessionId, UUID caller, Instant now) {
    Inviter inviter = inviters.find(sessionId, caller, now);
    if (inviter == null) {
      return Refused.SESSION_UNKNOWN;
    }
    if (!inviter.mayInvite()) {
      Exchange.current().about("session", sessionId);
      return Refused.MAY_NOT_INVITE;
    }
    return inviter.ended() ? Refused.SESSION_ENDED : null;
  }
}
