package gaia.migrate;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How a locked table is tried again: later each time, so that who queued up behind can pass. */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final long deadline;
  private int tries = 1;

  Patience(Duration whole) {
    deadline = System.nanoTime() + whole.toNanos();
  }

  int tries() {
    return tries;
  }

  /** Zero when there is no time for another try. */
  Duration pause() {
    long most = Math.min(FIRST.toMillis() << Math.min(tries, 10), LONGEST.toMillis());
    Duration pause =
        Duration.ofMillis((long) (most * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    return System.nanoTime() + pause.toNanos() < deadline ? pause : Duration.ZERO;
  }

  /** False when it was interrupted. */
  boolean waited(Duration pause) {
    tries++;
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
