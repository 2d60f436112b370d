package gaia.invite;

import static java.util.stream.Collectors.toMap;

import gaia.database.DatabaseProblem;
import gaia.database.Moved;
import gaia.database.RowQueue;
import io.micronaut.data.connection.exceptions.ConnectionException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement for a group. */
@Singleton
class RedeemTogether {
  private final RedemptionRepository redemptions;
  private final Clock clock;

  RedeemTogether(RedemptionRepository redemptions, Clock clock) {
    this.redemptions = redemptions;
    this.clock = clock;
  }

  /**
   * What to tell each of them. Nothing: another statement must answer, one of their invite's own
   * where they were passed by.
   *
   * @param mayWait for whoever holds their session or invite; else those behind are passed by
   */
  Map<Turn, Turn.Call> redeem(List<Turn> group, boolean mayWait) {
    try {
      return calls(group, mayWait ? redemptions::redeemTogether : redemptions::redeemPassing);
    } catch (Throwable e) {
      // Whatever happened, nobody waits for a call that does not come.
      return group.stream().collect(toMap(turn -> turn, turn -> new Turn.Failure(e)));
    }
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

  private Map<Turn, Turn.Call> calls(List<Turn> group, Statement statement) {
    long start = System.nanoTime();
    Map<UUID, Redemption> answers = answers(group, statement);
    long nanos = System.nanoTime() - start;
    Map<Turn, Turn.Call> calls = new HashMap<>();
    for (Turn turn : group) {
      Redemption answer = answers.get(turn.caller().userId());
      if (answer != null) {
        // The first one's own request has timed it already.
        calls.put(turn, new Turn.Answer(answer, turn == group.getFirst() ? 0 : nanos));
      } else if (turn.left(RowQueue.LONGEST_WAIT).isZero()) {
        calls.put(
            turn,
            new Turn.Failure(
                new ConnectionException("others redeemed until this one's time was over")));
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
