package gaia.cleanup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Everybody one step, then everybody the next: a huge table is nobody's excuse. */
final class Rounds {
  private final long begun = System.nanoTime();
  private final Duration time;

  Rounds(Duration time) {
    this.time = time;
  }

  /** Until all have ended, or a part of the whole time is over. */
  void walk(Collection<Walk> walks, double part) {
    Deque<Walk> going = new ArrayDeque<>(walks);
    while (!going.isEmpty() && took().toNanos() < time.toNanos() * part) {
      Walk next = going.removeFirst();
      next.step();
      if (next.goesOn()) {
        going.addLast(next);
      }
    }
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
