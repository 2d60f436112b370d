package gaia.migrate;

import gaia.cli.Failure;
import gaia.cli.Run;
import gaia.cli.Took;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** How a locked table is tried again: later each time, so that who queued up behind can pass. */
public final class Patience {
  private static final Set<String> MAY_PASS = Set.of("55P03", "40P01");
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Run run;
  private final Duration lock;
  private final long deadline;
  private int tries = 1;

  public Patience(Run run, Limits limits) {
    this.run = run;
    lock = limits.lock();
    deadline = System.nanoTime() + limits.all().toNanos();
  }

  /**
   * Whether PostgreSQL refused because of what somebody else is doing just now, and there was time
   * to let it pass.
   *
   * @param what was not free
   */
  public boolean allowsAnother(Throwable failure, String what) {
    SQLException refusal = Failure.within(failure);
    Duration pause = pause();
    if (refusal == null || !mayPass(refusal) || pause.isZero()) {
      return false;
    }
    tries++;
    run.progress(
        "%s: %s, try %d follows in %s"
            .formatted(
                what,
                Failure.isOvertaken(refusal)
                    ? "changed by somebody else meanwhile"
                    : "not free within " + Took.seconds(lock),
                tries,
                Took.seconds(pause)));
    return waited(pause);
  }

  private static boolean mayPass(SQLException refusal) {
    return MAY_PASS.contains(String.valueOf(refusal.getSQLState())) || Failure.isOvertaken(refusal);
  }

  /** Zero when there is no time for another try. */
  private Duration pause() {
    long most = Math.min(FIRST.toMillis() << Math.min(tries, 10), LONGEST.toMillis());
    Duration pause =
        Duration.ofMillis((long) (most * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    return System.nanoTime() + pause.toNanos() < deadline ? pause : Duration.ZERO;
  }

  /** False when it was interrupted. */
  private static boolean waited(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
