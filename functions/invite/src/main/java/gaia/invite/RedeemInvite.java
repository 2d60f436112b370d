package gaia.invite;

import gaia.database.Moved;
import gaia.database.RowQueue;
import gaia.database.SqlTime;
import gaia.identity.Caller;
import gaia.invite.Redemption.Reason;
import io.micronaut.data.connection.exceptions.ConnectionException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The main job: one statement a try, and another try only when somebody else got through in
 * between. Where more come than one statement can be busy with, they share the next.
 */
@Singleton
class RedeemInvite {
  // Between two looks whether another statement may start.
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final RedemptionRepository redemptions;
  private final RedemptionQueue queue;
  private final RedeemTogether together;
  private final Clock clock;

  RedeemInvite(
      RedemptionRepository redemptions,
      RedemptionQueue queue,
      RedeemTogether together,
      Clock clock) {
    this.redemptions = redemptions;
    this.queue = queue;
    this.together = together;
    this.clock = clock;
  }

  Redemption redeem(InviteToken invite, Caller caller) {
    Turn turn = new Turn(invite, caller);
    queue.enter(turn);
    return follow(turn);
  }

  private Redemption follow(Turn turn) {
    return switch (called(turn)) {
      case Turn.Lead lead ->
          lead.group().size() == 1 && lead.mayWait() ? alone(turn) : lead(turn, lead);
      case Turn.Answer answer -> {
        SqlTime.add(answer.nanos());
        yield answer.redemption();
      }
      case Turn.Failure failure ->
          throw failure.reason() instanceof RuntimeException known
              ? known
              : new IllegalStateException(failure.reason());
    };
  }

  private Turn.Call called(Turn turn) {
    Duration pause = RedemptionQueue.STANDS_STILL;
    while (true) {
      Turn.Call call = turn.await(pause);
      if (call != null) {
        return call;
      }
      if (turn.left(RowQueue.LONGEST_WAIT).isZero() && queue.leave(turn)) {
        throw new ConnectionException("no turn to redeem in time: " + queue);
      }
      queue.lookAgain();
      if (pause.compareTo(LONGEST_PAUSE) < 0) {
        pause = pause.multipliedBy(2);
      }
    }
  }

  private Redemption lead(Turn turn, Turn.Lead lead) {
    Map<Turn, Turn.Call> calls = together.redeem(lead.group(), lead.mayWait());
    // The next statement starts before anybody is told of this one.
    queue.done(lead.group(), calls.keySet());
    calls.forEach(Turn::call);
    return follow(turn);
  }

  private Redemption alone(Turn turn) {
    try {
      return Moved.untilStill(turn.left(Moved.LAST_START), () -> once(turn));
    } finally {
      queue.done(List.of(turn), Set.of(turn));
    }
  }

  private Redemption once(Turn turn) {
    Caller caller = turn.caller();
    RedemptionRow row =
        redemptions.redeem(
            turn.invite().hash(),
            caller.userId(),
            caller.issuer(),
            caller.subject(),
            caller.email(),
            caller.name(),
            clock.instant());
    return row == null ? new Redemption.Refused(Reason.INVITE_UNKNOWN, null) : Redemption.of(row);
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
