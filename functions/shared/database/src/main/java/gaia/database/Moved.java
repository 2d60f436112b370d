package gaia.database;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement decides from what it reads and takes everything back when the rows move before it can
 * write. Each time that happens somebody else got through, so trying again ends.
 */
public final class Moved extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Since its request came: a try that starts by then may wait 3 s for the pool, and its statement
   * still starts in time.
   */
  public static final Duration LAST_START = Duration.ofSeconds(5);

  private static final int TRIES = 20;
  private static final CannotHaveRun CANNOT_HAVE_RUN = new CannotHaveRun();

  private Moved(int tries, @Nullable Throwable last) {
    super("the rows moved under " + tries + " tries: they are fought over, try later", last);
  }

  /** Whether the statement has changed nothing, and would now find other rows or another server. */
  public static boolean mayTryAgain(RuntimeException failure) {
    return DatabaseProblem.of(failure) == DatabaseProblem.MOVED || CANNOT_HAVE_RUN.test(failure);
  }

  /** {@link #untilStill(Duration, Supplier)} for a request that has only come. */
  public static <T> T untilStill(Supplier<@Nullable T> attempt) {
    return untilStill(LAST_START, attempt);
  }

  /**
   * Runs the attempt until it answers. Null, or SQLSTATE 40001 or 40P01, means that the rows moved;
   * a statement that can't have run gets one more try, as {@link RetryStatement} gives it.
   *
   * @param time in which tries may start; none at all where none is left
   */
  public static <T> T untilStill(Duration time, Supplier<@Nullable T> attempt) {
    long start = System.nanoTime();
    RuntimeException last = null;
    for (int tries = 0; ; tries++) {
      if (tries == TRIES || System.nanoTime() - start >= time.toNanos()) {
        throw new Moved(tries, last);
      }
      try {
        T answer = attempt.get();
        if (answer != null) {
          return answer;
        }
      } catch (RuntimeException e) {
        if (DatabaseProblem.of(e) != DatabaseProblem.MOVED && (tries > 0 || !mayTryAgain(e))) {
          throw e;
        }
        last = e;
      }
    }
  }
}
