package gaia.database;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.retry.annotation.RetryPredicate;
import java.sql.SQLTransientConnectionException;

/**
 * True of failures after which the statement can't have run, so that anything may be tried again.
 * Use: {@code @Retryable(attempts = "1", delay = "0ms", predicate = CannotHaveRun.class)}.
 */
@Introspected
public final class CannotHaveRun implements RetryPredicate {
  @Override
  public boolean test(Throwable failure) {
    // The pool has tried for as long as it may; after 08006 the statement may have run.
    boolean poolGaveUp =
        DatabaseProblem.causes(failure).anyMatch(SQLTransientConnectionException.class::isInstance);
    return !poolGaveUp
        && DatabaseProblem.state(failure).filter(CannotHaveRun::ofServerThatLeft).isPresent();
  }

  /** admin_shutdown comes before the work is committed or not at all; 08001 is no connection. */
  static boolean ofServerThatLeft(String state) {
    return state.equals("57P01") || state.equals("08001");
  }
}
