package gaia.archive;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Several threads that each take the next of what is left, until nothing is or one has failed. */
public final class Workers {
  private Workers() {}

  /** What one of them does until the queue is empty. */
  public interface Work<T> {
    void run(int worker, Queue<T> left) throws SQLException, IOException;
  }

  /**
   * Returns when all have ended.
   *
   * @param left safe for several threads; emptied when one fails, so that the others end soon
   */
  public static <T> void run(int count, Queue<T> left, Work<T> work)
      throws SQLException, IOException {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        int worker = i;
        all.add(
            workers.submit(
                () -> {
                  try {
                    work.run(worker, left);
                  } catch (SQLException | IOException | RuntimeException e) {
                    left.clear();
                    throw e;
                  }
                  return null;
                }));
      }
    }
    for (Future<?> each : all) {
      await(each);
    }
  }

  private static void await(Future<?> future) throws SQLException, IOException {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static IOException rethrown(@Nullable Throwable cause) throws SQLException, IOException {
    return switch (cause) {
      case SQLException refusal -> throw refusal;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case IOException lost -> lost;
      case null -> new IOException("ended without a word");
      default -> new IOException(cause);
    };
  }
}
