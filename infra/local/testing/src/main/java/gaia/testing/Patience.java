package gaia.testing;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks again where and when it is told to: a busy machine may reach a limit that is not what a test
 * is about.
 */
public final class Patience {
  private static final int TIMES = 20;

  private Patience() {}

  /** The first answer that does not say when to come back. */
  public static Answer with(Supplier<Answer> request) {
    Answer answer = request.get();
    for (int time = 1; time < TIMES && answer.header("Retry-After").isPresent(); time++) {
      pause(Long.parseLong(answer.header("Retry-After").orElseThrow()));
      answer = request.get();
    }
    return answer;
  }

  private static void pause(long seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
