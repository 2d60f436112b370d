package gaia.across;

import gaia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Holds the rows of all sessions until whoever wants one of them has read and waits: then nobody's
 * view is fresh, which left alone would happen too rarely to be tested.
 */
final class Jam implements AutoCloseable {
  // Half of what a function waits for a lock.
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  // Some wait in the function, behind one that waits here.
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final String WAITING =
      "select count(distinct pid) from pg_locks where not granted";

  private final Connection holder;
  private final Connection watcher;

  Jam(TestDatabase database) {
    try {
      holder = database.connect("migrate");
      holder.setAutoCommit(false);
      watcher = database.connect("migrate");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void hold() {
    try (Statement statement = holder.createStatement()) {
      statement.execute("select from campaign_sessions for no key update");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets go once all wait that are not answered, or before the first may wait no longer. */
  void release(IntSupplier unanswered) {
    long start = System.nanoTime();
    long quietSince = start;
    int before = -1;
    try (Statement statement = watcher.createStatement()) {
      while (System.nanoTime()
          < Math.min(start + PATIENCE.toNanos(), quietSince + QUIET.toNanos())) {
        int waiting = waiting(statement);
        int left = unanswered.getAsInt();
        if (waiting >= left) {
          break;
        }
        if (waiting == 0 || waiting - left != before) {
          before = waiting - left;
          quietSince = System.nanoTime();
        }
        LockSupport.parkNanos(1_000_000);
      }
      holder.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int waiting(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(WAITING)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Override
  public void close() {
    try (holder;
        watcher) {
      holder.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
