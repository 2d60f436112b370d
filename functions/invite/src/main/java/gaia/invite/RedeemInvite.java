package gaia.invite;

import gaia.database.Moved;
import gaia.identity.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The main job: one statement a try, and another try only when somebody else got through in
 * between.
 */
@Singleton
class RedeemInvite {
  private final RedemptionRepository redemptions;
  private final Clock clock;

  RedeemInvite(RedemptionRepository redemptions, Clock clock) {
    this.redemptions = redemptions;
    this.clock = clock;
  }

  Redemption redeem(InviteToken token, Caller caller) {
    byte[] hash = token.hash();
    return Moved.untilStill(
        () ->
            Optional.ofNullable(
                    redemptions.redeem(
                        hash,
                        caller.userId(),
                        caller.issuer(),
                        caller.subject(),
                        caller.email(),
                        caller.name(),
                        clock.instant()))
                .map(Redemption::of)
                .orElseGet(() -> Redemption.Refused.INVITE_UNKNOWN));
  }

  /** Empty: no such invite. */
  Optional<RedemptionRow> preview(InviteToken token, @Nullable Caller caller) {
    return Optional.ofNullable(
        redemptions.preview(
            token.hash(), caller == null ? null : caller.userId(), clock.instant()));
  }
}
