package gaia.invite;

import gaia.database.Moved;
import gaia.database.SqlTime;
import gaia.identity.Caller;
import gaia.invite.Redemption.Reason;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.connection.exceptions.ConnectionException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The main job: one statement a try, and another try only when somebody else got through in
 * between. Where more come than one statement can be busy with, they share the next.
 */
@Singleton
class RedeemInvite {
  // Before the request must end; another's statement has ended by then.
  private static final Duration LAST_CALL = Duration.ofSeconds(14);

  private final RedemptionRepository redemptions;
  private final RedemptionQueue queue;
  private final RedeemTogether together;
  private final Clock clock;
  private final Duration patience;

  /**
   * @param patience longer than a healthy statement takes: whoever was not called by then does not
   *     wait for it
   */
  RedeemInvite(
      RedemptionRepository redemptions,
      RedemptionQueue queue,
      RedeemTogether together,
      Clock clock,
      @Property(name = "redeem.patience", defaultValue = "100ms") Duration patience) {
    this.redemptions = redemptions;
    this.queue = queue;
    this.together = together;
    this.clock = clock;
    this.patience = patience;
  }

  Redemption redeem(InviteToken invite, Caller caller) {
    Turn turn = new Turn(invite, caller);
    queue.enter(turn);
    return follow(turn, called(turn));
  }

  private Redemption follow(Turn turn, Turn.Call call) {
    return switch (call) {
      case Turn.Lead lead -> lead(turn, lead.group());
      case Turn.Insist insist -> follow(turn, together.insisting(insist.group()));
      case Turn.Answer answer -> {
        SqlTime.add(answer.nanos());
        yield answer.redemption();
      }
      case Turn.Alone alone -> alone(turn);
    };
  }

  private Redemption lead(Turn turn, List<Turn> group) {
    Turn.Call mine;
    try {
      if (group.size() == 1) {
        return alone(turn);
      }
      mine = together.passing(group);
    } finally {
      queue.done(group);
    }
    return follow(turn, mine);
  }

  private Turn.Call called(Turn turn) {
    Turn.Call call = turn.await(RedemptionQueue.STANDS_STILL);
    if (call == null) {
      queue.lookAgain();
      call = turn.await(turn.left(patience));
    }
    if (call != null) {
      return call;
    }
    List<Turn> group = queue.overtake(turn);
    if (!group.isEmpty()) {
      return together.passing(group);
    }
    call = turn.await(turn.left(LAST_CALL));
    if (call == null) {
      throw new ConnectionException("whoever redeems for this one too did not say how it went");
    }
    return call;
  }

  private Redemption alone(Turn turn) {
    byte[] hash = turn.invite().hash();
    Caller caller = turn.caller();
    return Moved.untilStill(
        turn.left(Moved.LAST_START),
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
                .orElseGet(() -> new Redemption.Refused(Reason.INVITE_UNKNOWN, null)));
  }

  /** Empty: no such invite. */
  Optional<RedemptionRow> preview(InviteToken token, @Nullable Caller caller) {
    return Moved.untilStill(
        () ->
            Optional.ofNullable(
                redemptions.preview(
                    token.hash(), caller == null ? null : caller.userId(), clock.instant())));
  }
}
