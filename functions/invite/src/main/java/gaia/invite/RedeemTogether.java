package gaia.invite;

import static java.util.stream.Collectors.toMap;

import gaia.database.DatabaseProblem;
import gaia.database.Moved;
import io.micronaut.data.connection.exceptions.ConnectionException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement for a group, run by the first of them, who then calls the others. */
@Singleton
class RedeemTogether {
  private final RedemptionRepository redemptions;
  private final Clock clock;

  RedeemTogether(RedemptionRepository redemptions, Clock clock) {
    this.redemptions = redemptions;
    this.clock = clock;
  }

  /**
   * Whoever finds a session or an invite held by another is passed by and asks again, with those of
   * the same invite.
   *
   * @return the first one's own call
   */
  Turn.Call passing(List<Turn> group) {
    if (group.size() == 1) {
      return new Turn.Alone();
    }
    InviteToken invite = group.getFirst().invite();
    return group.stream().allMatch(turn -> turn.invite().equals(invite))
        ? insisting(group)
        : call(group, redemptions::redeemPassing, true);
  }

  /** All of one invite, and they wait for whoever holds it. */
  Turn.Call insisting(List<Turn> group) {
    return call(group, redemptions::redeemTogether, false);
  }

  private interface Statement {
    List<RedemptionRow> run(
        @Nullable String[] tokenHashes,
        @Nullable String[] callers,
        @Nullable String[] issuers,
        @Nullable String[] subjects,
        @Nullable String[] emails,
        @Nullable String[] fullNames,
        Instant now);
  }

  private Turn.Call call(List<Turn> group, Statement statement, boolean mayInsist) {
    Map<Turn, Turn.Call> calls = null;
    try {
      calls = calls(group, statement, mayInsist);
      return calls.getOrDefault(group.getFirst(), new Turn.Alone());
    } catch (RuntimeException e) {
      group.forEach(turn -> turn.fail(e));
      throw e;
    } finally {
      for (Turn turn : group) {
        // Whatever happened, nobody waits for a call that does not come.
        Turn.Call call = calls == null ? new Turn.Alone() : calls.get(turn);
        if (call != null) {
          turn.call(call);
        }
      }
    }
  }

  /** No call: whoever insists will call. */
  private Map<Turn, Turn.Call> calls(List<Turn> group, Statement statement, boolean mayInsist) {
    if (group.getFirst().left(Moved.LAST_START).isZero()) {
      throw new ConnectionException("others redeemed until this one's time was over");
    }
    long start = System.nanoTime();
    Map<UUID, Redemption> answers = answers(group, statement);
    long nanos = System.nanoTime() - start;
    Map<Turn, Turn.Call> calls = new HashMap<>();
    Map<InviteToken, List<Turn>> others = new HashMap<>();
    for (Turn turn : group) {
      Redemption answer = answers.get(turn.caller().userId());
      if (answer == null) {
        others.computeIfAbsent(turn.invite(), invite -> new ArrayList<>()).add(turn);
      } else {
        calls.put(turn, new Turn.Answer(answer, nanos));
      }
    }
    for (List<Turn> rest : others.values()) {
      if (mayInsist && rest.size() > 1) {
        calls.put(rest.getFirst(), new Turn.Insist(rest));
      } else {
        rest.forEach(turn -> calls.put(turn, new Turn.Alone()));
      }
    }
    return calls;
  }

  /** Empty also when nobody got in; then nobody suffers for what was wrong with one of them. */
  private Map<UUID, Redemption> answers(List<Turn> group, Statement statement) {
    try {
      return statement
          .run(
              each(group, turn -> "\\x" + HexFormat.of().formatHex(turn.invite().hash())),
              each(group, turn -> turn.caller().userId().toString()),
              each(group, turn -> turn.caller().issuer()),
              each(group, turn -> turn.caller().subject()),
              each(group, turn -> turn.caller().email()),
              each(group, turn -> turn.caller().name()),
              clock.instant())
          .stream()
          .collect(toMap(RedemptionRow::userId, Redemption::of));
    } catch (RuntimeException e) {
      if (DatabaseProblem.of(e) == DatabaseProblem.UNAVAILABLE && !Moved.mayTryAgain(e)) {
        throw e;
      }
      return Map.of();
    }
  }

  private static @Nullable String[] each(List<Turn> group, Function<Turn, @Nullable String> part) {
    return group.stream().map(part).toArray(String[]::new);
  }
}
