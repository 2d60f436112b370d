package gaia.session;

import gaia.database.Moved;
import gaia.http.Exchange;
import gaia.http.IdempotencyKey;
import gaia.http.JsonText;
import gaia.http.RequestHash;
import gaia.http.Word;
import gaia.identity.Caller;
import gaia.identity.Ids;
import gaia.session.Creation.Created;
import gaia.session.Creation.Refused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates a session in one statement; only a refusal costs another to say why. */
@Singleton
class CreateSession {
  private final SessionRepository sessions;
  private final CampaignRepository campaigns;
  private final Clock clock;

  CreateSession(SessionRepository sessions, CampaignRepository campaigns, Clock clock) {
    this.sessions = sessions;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  Creation create(NewSession wish, IdempotencyKey key, Caller caller) {
    Instant now = clock.instant();
    byte[] hash = RequestHash.of(wish.fields());
    return Moved.untilStill(
        () -> {
          SessionRow row = insert(wish, key, hash, caller, now);
          if (row != null) {
            return outcome(row);
          }
          Creation reason = refusal(wish.campaignId(), caller, now);
          // The same request may have made it before something came in the way: it is there by now.
          SessionRow made = reason == null ? null : insert(wish, key, hash, caller, now);
          return made == null ? reason : outcome(made);
        });
  }

  private @Nullable SessionRow insert(
      NewSession wish, IdempotencyKey key, byte[] hash, Caller caller, Instant now) {
    return sessions.create(
        wish.sessionId() == null ? Ids.v7(clock).toString() : wish.sessionId(),
        wish.campaignId(),
        wish.name(),
        wish.maxMembers(),
        Word.of(wish.mayInvite()),
        JsonText.of(wish.metadata()),
        key.value(),
        hash,
        caller.userId(),
        caller.issuer(),
        caller.subject(),
        caller.email(),
        caller.name(),
        now);
  }

  private static Creation outcome(SessionRow row) {
    return switch (row.outcome()) {
      case "created", "repeated" -> new Created(row);
      case "key_reused" -> Refused.KEY_REUSED;
      case "id_taken" -> Refused.ID_TAKEN;
      default -> throw new IllegalStateException("unknown outcome " + row.outcome());
    };
  }

  /** Null where nothing stands in the way: another request made the session while ours ran. */
  private @Nullable Creation refusal(@Nullable UUID campaignId, Caller caller, Instant now) {
    if (campaignId == null) {
      return null;
    }
    Campaign campaign = campaigns.find(campaignId, caller.userId(), now);
    if (campaign == null) {
      return Refused.CAMPAIGN_UNKNOWN;
    }
    if (campaign.manages()) {
      return null;
    }
    Exchange.current().about("campaign", campaignId.toString());
    return Refused.CAMPAIGN_NOT_MANAGED;
  }
}
