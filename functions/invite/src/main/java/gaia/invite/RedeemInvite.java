package gaia.invite;

import gaia.database.Moved;
import gaia.identity.Caller;
import io.micronaut.data.connection.exceptions.ConnectionException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The main job: one statement a try, and another try only when somebody else got through in
 * between. Those who come to one invite while another is at it share one statement.
 */
@Singleton
class RedeemInvite {
  // As long as a statement waits for a lock; whoever was not called by then tries alone.
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  // Longer than a leader can take: it waits for the pool, then for its statement.
  private static final Duration CERTAINTY = Duration.ofSeconds(10);

  private final RedemptionRepository redemptions;
  private final InviteQueue queue;
  private final Clock clock;

  RedeemInvite(RedemptionRepository redemptions, InviteQueue queue, Clock clock) {
    this.redemptions = redemptions;
    this.queue = queue;
    this.clock = clock;
  }

  Redemption redeem(InviteToken invite, Caller caller) {
    Turn turn = new Turn(caller);
    if (queue.enter(invite, turn)) {
      try {
        return alone(invite, caller);
      } finally {
        queue.callNext(invite);
      }
    }
    return switch (called(invite, turn)) {
      case Turn.Lead lead -> together(invite, lead.together());
      case Turn.Answer answer -> answer.redemption();
      case Turn.Alone alone -> alone(invite, caller);
    };
  }

  private Turn.Call called(InviteToken invite, Turn turn) {
    Turn.Call call = turn.await(PATIENCE);
    if (call == null && !queue.leave(invite, turn)) {
      call = turn.await(CERTAINTY);
      if (call == null) {
        // A statement of its own would end after the request's limit.
        throw new ConnectionException("whoever redeems for this one too did not say how it went");
      }
    }
    return call == null ? new Turn.Alone() : call;
  }

  private Redemption alone(InviteToken invite, Caller caller) {
    byte[] hash = invite.hash();
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

  private Redemption together(InviteToken invite, List<Turn> turns) {
    Caller leader = turns.getFirst().caller();
    Redemption mine;
    try {
      Map<UUID, Redemption> joined = turns.size() == 1 ? Map.of() : joined(invite, turns);
      for (Turn turn : turns) {
        Redemption theirs = joined.get(turn.caller().userId());
        turn.call(theirs == null ? new Turn.Alone() : new Turn.Answer(theirs));
      }
      mine = joined.get(leader.userId());
    } catch (RuntimeException e) {
      turns.forEach(turn -> turn.fail(e));
      throw e;
    } finally {
      // Whatever happened, nobody waits for a call that does not come.
      turns.forEach(turn -> turn.call(new Turn.Alone()));
      queue.callNext(invite);
    }
    return mine == null ? alone(invite, leader) : mine;
  }

  /** Empty also when the rows moved: then everybody finds out for themselves. */
  private Map<UUID, Redemption> joined(InviteToken invite, List<Turn> turns) {
    try {
      return redemptions
          .redeemTogether(
              invite.hash(),
              each(turns, caller -> caller.userId().toString()),
              each(turns, Caller::issuer),
              each(turns, Caller::subject),
              each(turns, Caller::email),
              each(turns, Caller::name),
              clock.instant())
          .stream()
          .collect(Collectors.toMap(RedemptionRow::userId, Redemption::of));
    } catch (RuntimeException e) {
      if (Moved.mayTryAgain(e)) {
        return Map.of();
      }
      throw e;
    }
  }

  private static @Nullable String[] each(
      List<Turn> turns, Function<Caller, @Nullable String> part) {
    return turns.stream().map(turn -> part.apply(turn.caller())).toArray(String[]::new);
  }

  /** Empty: no such invite. */
  Optional<RedemptionRow> preview(InviteToken token, @Nullable Caller caller) {
    return Optional.ofNullable(
        redemptions.preview(
            token.hash(), caller == null ? null : caller.userId(), clock.instant()));
  }
}
