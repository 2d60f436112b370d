package gaia.schema;

import static org.awaitility.Awaitility.await;

import gaia.cli.Scratch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Two connections at once. */
final class Background {
  interface Work {
    void run() throws SQLException;
  }

  private Background() {}

  static CompletableFuture<Void> start(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().start(task));
  }

  static void awaitOneThatWaits(Scratch database) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !database.read("select pid from pg_locks where not granted").isEmpty());
  }
}
