package gaia.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.exceptions.ConnectionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A row that another transaction holds for long must not take all connections: few of the
 * statements that change it wait there, the others here, and one connection is left for those that
 * wait for no row.
 */
@Singleton
@Requires(property = DataSourceFactory.DIALECT)
public final class RowQueue {
  /** As long as for a connection of the pool. */
  public static final Duration LONGEST_WAIT = Pool.WAIT;

  private static final int SHARE = 3;

  private final Map<Object, Integer> underWay = new HashMap<>();
  private final int most;
  private final int mostOfOneRow;
  private int all;

  RowQueue(Pool pool) {
    int size = pool.connections().getMaximumPoolSize();
    this.most = Math.max(1, size - 1);
    this.mostOfOneRow = Math.max(1, size / SHARE);
  }

  /** How many statements may wait for rows at a time. */
  public int most() {
    return most;
  }

  /**
   * Runs a statement that may wait for this row, once few enough others may.
   *
   * @param row what it is known by; equal for the same row
   */
  public <T> @Nullable T inTurn(Object row, Supplier<@Nullable T> statement) {
    enter(row);
    try {
      return statement.get();
    } finally {
      leave(row);
    }
  }

  private synchronized void enter(Object row) {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (all == most || underWay.getOrDefault(row, 0) == mostOfOneRow) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new ConnectionException(
            "no turn for the row in %d ms: %d statements may wait for rows already"
                .formatted(LONGEST_WAIT.toMillis(), all));
      }
      await(left);
    }
    underWay.merge(row, 1, Integer::sum);
    all++;
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others change the row", e);
    }
  }

  private synchronized void leave(Object row) {
    underWay.computeIfPresent(row, (same, count) -> count == 1 ? null : count - 1);
    all--;
    notifyAll();
  }
}
