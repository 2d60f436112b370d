package gaia.invite;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One redeeming statement at a time: whoever comes meanwhile waits and shares the next with all who
 * wait. A statement for ten costs PostgreSQL hardly more than one for one, and backends that fight
 * for a row or for a processor get less done than one that serves everybody.
 */
@Singleton
class RedemptionQueue {
  private static final int TOGETHER = 64;

  private final Deque<Turn> waiting = new ArrayDeque<>();
  private boolean busy;

  /** True: go ahead, and say {@link #done} afterwards. */
  synchronized boolean enter(Turn turn) {
    if (busy) {
      waiting.add(turn);
      return false;
    }
    busy = true;
    return true;
  }

  /** The statement is over, however it ended; the first of those who waited leads them. */
  void done() {
    List<Turn> next;
    synchronized (this) {
      next = gather();
      busy = !next.isEmpty();
    }
    if (!next.isEmpty()) {
      next.getFirst().call(new Turn.Lead(next));
    }
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
    return gather();
  }

  /** In the order in which they came, each person once. */
  private List<Turn> gather() {
    List<Turn> gathered = new ArrayList<>();
    Set<UUID> people = new HashSet<>();
    Iterator<Turn> queue = waiting.iterator();
    while (queue.hasNext() && gathered.size() < TOGETHER) {
      Turn turn = queue.next();
      if (people.add(turn.caller().userId())) {
        gathered.add(turn);
        queue.remove();
      }
    }
    return gathered;
  }
}
