package gaia.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How a locked table is tried again: later each time, so that who queued up behind can pass. */
public final class Patience {
  private static final Set<String> MAY_PASS = Set.of("55P03", "40P01");
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final long deadline;
  private int tries = 1;

  public Patience(Duration whole) {
    deadline = System.nanoTime() + whole.toNanos();
  }

  public int tries() {
    return tries;
  }

  /** Whether PostgreSQL refused because of what somebody else is doing just now. */
  public static boolean mayPass(@Nullable SQLException refusal) {
    return refusal != null && MAY_PASS.contains(String.valueOf(refusal.getSQLState()));
  }

  /** Zero when there is no time for another try. */
  public Duration pause() {
    long most = Math.min(FIRST.toMillis() << Math.min(tries, 10), LONGEST.toMillis());
    Duration pause =
        Duration.ofMillis((long) (most * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    return System.nanoTime() + pause.toNanos() < deadline ? pause : Duration.ZERO;
  }

  /** False when it was interrupted. */
  public boolean waited(Duration pause) {
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
