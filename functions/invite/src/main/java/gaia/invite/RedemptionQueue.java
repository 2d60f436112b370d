package gaia.invite;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
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
  private static final int TOGETHER = 64;

  private final Deque<Turn> waiting = new ArrayDeque<>();
  private final Set<InviteToken> busy = new HashSet<>();
  private int free = LANES;

  /** True: go ahead, and say {@link #done} afterwards. */
  synchronized boolean enter(Turn turn) {
    if (free == 0 || busy.contains(turn.invite())) {
      waiting.add(turn);
      return false;
    }
    free--;
    busy.add(turn.invite());
    return true;
  }

  /** Their statement is over, however it ended; the first of those who go next leads them. */
  void done(Collection<Turn> group) {
    List<Turn> next = next(group);
    if (!next.isEmpty()) {
      next.getFirst().call(new Turn.Lead(next));
    }
  }

  private synchronized List<Turn> next(Collection<Turn> group) {
    group.forEach(turn -> busy.remove(turn.invite()));
    List<Turn> next = gather(busy);
    next.forEach(turn -> busy.add(turn.invite()));
    if (next.isEmpty()) {
      free++;
    }
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
    return gather(Set.of());
  }

  /** In the order in which they came, each person once. */
  private List<Turn> gather(Set<InviteToken> but) {
    List<Turn> gathered = new ArrayList<>();
    Set<UUID> people = new HashSet<>();
    Iterator<Turn> queue = waiting.iterator();
    while (queue.hasNext() && gathered.size() < TOGETHER) {
      Turn turn = queue.next();
      if (!but.contains(turn.invite()) && people.add(turn.caller().userId())) {
        gathered.add(turn);
        queue.remove();
      }
    }
    return gathered;
  }
}
