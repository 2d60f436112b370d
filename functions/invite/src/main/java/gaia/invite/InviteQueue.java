package gaia.invite;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits at which invite, while this instance has a statement under way for it: backends that
 * fight for one row get less done than one that serves all who wait.
 */
@Singleton
class InviteQueue {
  private static final int TOGETHER = 64;

  // An invite that nobody redeems at this moment has no entry.
  private final Map<InviteToken, Deque<Turn>> waiting = new ConcurrentHashMap<>();

  /** True: nobody is at this invite, so go ahead, and {@link #callNext} afterwards. */
  boolean enter(InviteToken invite, Turn turn) {
    boolean[] first = {false};
    waiting.compute(
        invite,
        (key, turns) -> {
          if (turns == null) {
            first[0] = true;
            return new ArrayDeque<>();
          }
          turns.add(turn);
          return turns;
        });
    return first[0];
  }

  /** False: too late, the call comes. */
  boolean leave(InviteToken invite, Turn turn) {
    boolean[] left = {false};
    waiting.computeIfPresent(
        invite,
        (key, turns) -> {
          left[0] = turns.remove(turn);
          return turns;
        });
    return left[0];
  }

  /** Those who came meanwhile go together, each person once; the first of them leads. */
  void callNext(InviteToken invite) {
    List<Turn> together = new ArrayList<>();
    waiting.computeIfPresent(
        invite,
        (key, turns) -> {
          Set<UUID> people = new HashSet<>();
          Iterator<Turn> queue = turns.iterator();
          while (queue.hasNext() && together.size() < TOGETHER) {
            Turn turn = queue.next();
            if (people.add(turn.caller().userId())) {
              together.add(turn);
              queue.remove();
            }
          }
          return together.isEmpty() ? null : turns;
        });
    if (!together.isEmpty()) {
      together.getFirst().call(new Turn.Lead(together));
    }
  }
}
