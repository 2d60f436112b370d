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

  /** How many nanoseconds to rest after a step that took some. */
  interface Pace {
    long after(long step);
  }

  /**
   * Until all have ended, or a part of the whole time is over. The first step is everybody's,
   * however late it is: what is always slow at the start would else keep the last ones from ever
   * having a turn.
   */
  void walk(Collection<Walk> walks, double part, Pace pace) {
    Deque<Walk> going = new ArrayDeque<>();
    walks.forEach(walk -> step(walk, going, pace));
    while (!going.isEmpty() && took().toNanos() < time.toNanos() * part) {
      step(going.removeFirst(), going, pace);
    }
  }

  private static void step(Walk walk, Deque<Walk> going, Pace pace) {
    long begun = System.nanoTime();
    walk.step();
    if (walk.goesOn()) {
      going.addLast(walk);
    }
    pause(pace.after(System.nanoTime() - begun));
  }

  private static void pause(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
