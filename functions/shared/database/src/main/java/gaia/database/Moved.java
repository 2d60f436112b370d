package gaia.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement decides from what it reads and takes everything back when the rows move before it can
 * write. Each time that happens somebody else got through, so trying again ends.
 */
public final class Moved extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int TRIES = 20;

  private Moved(@Nullable Throwable last) {
    super("the rows moved under " + TRIES + " tries: they are fought over, try later", last);
  }

  /**
   * Runs the attempt until it answers; null, or SQLSTATE 40001 or 40P01, means that the rows moved.
   */
  public static <T> T untilStill(Supplier<@Nullable T> attempt) {
    RuntimeException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        T answer = attempt.get();
        if (answer != null) {
          return answer;
        }
      } catch (RuntimeException e) {
        if (DatabaseProblem.of(e) != DatabaseProblem.MOVED) {
          throw e;
        }
        last = e;
      }
    }
    throw new Moved(last);
  }
}
