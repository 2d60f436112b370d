package gaia.archive;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Several threads that share a work, until it is done or one has failed. */
public final class Workers {
  private Workers() {}

  /** What each of them does. */
  public interface Work {
    void run(int worker) throws SQLException, IOException;
  }

  /**
   * Returns when all have ended.
   *
   * @param stop tells the others, when one fails, to end soon
   */
  public static void run(int count, Work work, Runnable stop) throws SQLException, IOException {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        int worker = i;
        all.add(
            workers.submit(
                () -> {
                  try {
                    work.run(worker);
                  } catch (SQLException | IOException | RuntimeException | Error e) {
                    stop.run();
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
