package gaia.backup.export;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits longer and longer, until a limit is over. */
final class Pauses {
  private static final long FIRST = Duration.ofMillis(500).toNanos();
  private static final long LONGEST = Duration.ofSeconds(15).toNanos();

  private final long begun = System.nanoTime();
  private final Duration limit;
  private long next = FIRST;

  Pauses(Duration limit) {
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }

  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** From now on the first pause is short again. */
  void again() {
    next = FIRST;
  }

  /** False where the limit is over. */
  boolean pause() throws IOException {
    // So that those who wait for the same thing do not ask at the same time.
    long pause = next / 2 + ThreadLocalRandom.current().nextLong(next / 2);
    next = Math.min(LONGEST, next * 3 / 2);
    long left = limit.minus(waited()).toNanos();
    if (left <= 0) {
      return false;
    }
    try {
      Thread.sleep(Duration.ofNanos(Math.min(pause, left)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
