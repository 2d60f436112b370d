package gaia.invite;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Few redeeming statements at a time, and none beside another for one invite: whoever comes
 * meanwhile waits and shares the next with all who wait. A statement for ten costs PostgreSQL
 * hardly more than one for one, and backends that fight for a row or for a processor get less done
 * than one that serves everybody.
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
  private final Set<InviteToken> busy = new HashSet<>();
  private final List<Lane> lanes = new ArrayList<>(LANES);

  /** A statement under way. */
  private record Lane(Turn leader, long since) {
    boolean standsStill() {
      return System.nanoTime() - since >= STANDS_STILL.toNanos();
    }
  }

  /** It is called when its turn has come, at once where nobody is before it. */
  void enter(Turn turn) {
    List<Turn> next;
    synchronized (this) {
      waiting.add(turn);
      next = next();
    }
    lead(next);
  }

  /** Their statement is over, however it ended; the first of those who go next leads them. */
  void done(List<Turn> group) {
    List<Turn> next;
    synchronized (this) {
      group.forEach(turn -> busy.remove(turn.invite()));
      lanes.removeIf(lane -> lane.leader == group.getFirst());
      next = next();
    }
    lead(next);
  }

  /** Somebody has waited until the statement before them stands still. */
  void lookAgain() {
    List<Turn> next;
    synchronized (this) {
      next = next();
    }
    lead(next);
  }

  private static void lead(List<Turn> next) {
    if (!next.isEmpty()) {
      next.getFirst().call(new Turn.Lead(next));
    }
  }

  private List<Turn> next() {
    if (lanes.size() == LANES) {
      return List.of();
    }
    List<Turn> next = eligible(busy);
    if (next.isEmpty()
        || (next.size() < WORTH_A_LANE && !lanes.stream().allMatch(Lane::standsStill))) {
      return List.of();
    }
    lanes.add(new Lane(next.getFirst(), System.nanoTime()));
    next.forEach(turn -> busy.add(turn.invite()));
    waiting.removeAll(new HashSet<>(next));
    return next;
  }

  /**
   * Who needs not wait longer for a statement that stands still, with all who wait behind.
   *
   * @return empty: too late, the call comes
   */
  synchronized List<Turn> overtake(Turn turn) {
    if (!waiting.remove(turn)) {
      return List.of();
    }
    waiting.addFirst(turn);
    List<Turn> all = eligible(Set.of());
    waiting.removeAll(new HashSet<>(all));
    return all;
  }

  /** In the order in which they came, each person once. */
  private List<Turn> eligible(Set<InviteToken> but) {
    Set<UUID> people = new HashSet<>();
    return waiting.stream()
        .filter(turn -> !but.contains(turn.invite()) && people.add(turn.caller().userId()))
        .limit(TOGETHER)
        .toList();
  }
}
