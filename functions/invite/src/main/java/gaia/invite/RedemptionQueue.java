package gaia.invite;

import static java.util.stream.Collectors.toUnmodifiableSet;

import gaia.database.RowQueue;
import gaia.invite.Turn.Company;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Few redeeming statements at a time, and none beside another for one invite: whoever comes
 * meanwhile waits and shares the next with all who wait. A statement for ten costs PostgreSQL
 * hardly more than one for one, and backends that fight for a row or for a processor get less done
 * than one that serves everybody.
 *
 * <p>Where all that are under way stand still, another starts beside them. The last connection is
 * only for one that passes by what others hold: whoever is behind it waits here.
 */
@Singleton
class RedemptionQueue {
  // While one's answers are on their way, the other is at work.
  private static final int LANES = 2;
  // Fewer wait for the statement under way, since two small ones cost more than one for all; unless
  // it stands still.
  private static final int WORTH_A_LANE = 3;
  private static final int TOGETHER = 64;

  /** Longer than a statement takes that nobody is in the way of. */
  static final Duration STANDS_STILL = Duration.ofMillis(10);

  private final Deque<Turn> waiting = new ArrayDeque<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final int most;
  private final Duration patience;

  /**
   * @param patience whoever waited so long for a statement of their own invite tries to pass it
   */
  RedemptionQueue(
      RowQueue rows,
      @Property(name = "redeem.patience", defaultValue = "100ms") Duration patience) {
    this.most = rows.most();
    this.patience = patience;
  }

  /** A statement under way. */
  private record Lane(List<Turn> group, boolean mayWait, Set<InviteToken> invites, long since) {
    Lane(List<Turn> group, boolean mayWait) {
      this(
          group,
          mayWait,
          group.stream().map(Turn::invite).collect(toUnmodifiableSet()),
          System.nanoTime());
    }

    boolean standsStill() {
      return System.nanoTime() - since >= STANDS_STILL.toNanos();
    }
  }

  /** It is called when its turn has come, at once where nobody is before it. */
  void enter(Turn turn) {
    synchronized (this) {
      waiting.add(turn);
    }
    lookAgain();
  }

  /** Their statement is over; whoever has no answer waits for another. */
  void done(List<Turn> group, Set<Turn> answered) {
    synchronized (this) {
      Turn leader = group.getFirst();
      Lane over =
          lanes.stream().filter(lane -> lane.group.getFirst() == leader).findFirst().orElseThrow();
      lanes.remove(over);
      Company company = over.mayWait ? Company.NOBODY : Company.THE_SAME_INVITE;
      for (Turn turn : group.reversed()) {
        if (!answered.contains(turn)) {
          turn.company(company);
          waiting.addFirst(turn);
        }
      }
    }
    lookAgain();
  }

  /** False: too late, the call comes. */
  synchronized boolean leave(Turn turn) {
    return waiting.remove(turn);
  }

  /** Starts what may start by now; the first of each group leads it. */
  void lookAgain() {
    for (Lane lane = next(); lane != null; lane = next()) {
      lane.group.getFirst().call(new Turn.Lead(lane.group, lane.mayWait));
    }
  }

  private synchronized @Nullable Lane next() {
    boolean still = lanes.stream().allMatch(Lane::standsStill);
    if (lanes.size() > (still ? most : LANES - 1)) {
      return null;
    }
    Lane lane = lane(lanes.stream().filter(Lane::mayWait).count() < most, still);
    if (lane.group.isEmpty() || (lane.group.size() < WORTH_A_LANE && !still)) {
      return null;
    }
    lanes.add(lane);
    waiting.removeAll(new HashSet<>(lane.group));
    return lane;
  }

  private Lane lane(boolean mayWait, boolean still) {
    Turn first =
        waiting.stream()
            .filter(turn -> !isBusy(turn) && (mayWait || turn.company() == Company.ANYBODY))
            .findFirst()
            .orElse(null);
    if (first == null) {
      return new Lane(still ? group(this::lostPatience) : List.of(), false);
    }
    InviteToken invite = first.invite();
    Predicate<Turn> ofOneInvite = turn -> turn.invite().equals(invite);
    return switch (first.company()) {
      case ANYBODY -> {
        List<Turn> group = group(turn -> !isBusy(turn) && turn.company() == Company.ANYBODY);
        yield new Lane(group, mayWait && group.stream().allMatch(ofOneInvite));
      }
      case THE_SAME_INVITE ->
          new Lane(group(ofOneInvite.and(turn -> turn.company() != Company.NOBODY)), true);
      case NOBODY -> new Lane(List.of(first), true);
    };
  }

  private boolean isBusy(Turn turn) {
    return lanes.stream().anyMatch(lane -> lane.invites.contains(turn.invite()));
  }

  private boolean lostPatience(Turn turn) {
    return turn.company() == Company.ANYBODY && turn.left(patience).isZero();
  }

  /** In the order in which they came, each person once. */
  private List<Turn> group(Predicate<Turn> of) {
    Set<UUID> people = new HashSet<>();
    return waiting.stream()
        .filter(turn -> of.test(turn) && people.add(turn.caller().userId()))
        .limit(TOGETHER)
        .toList();
  }

  @Override
  public synchronized String toString() {
    return "%d statements under way, %d people waiting".formatted(lanes.size(), waiting.size());
  }
}
