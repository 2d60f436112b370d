package gaia.backup;

import static org.awaitility.Awaitility.await;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who commits the same statements as one transaction again and again. */
final class Writer implements AutoCloseable {
  private final AtomicLong written = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<Void> writing;

  private Writer(Scratch database, String... statements) {
    writing =
        CompletableFuture.runAsync(
            () -> write(database, statements), task -> Thread.ofPlatform().start(task));
  }

  static Writer of(Scratch database, String... statements) {
    return new Writer(database, statements);
  }

  long written() {
    return written.get();
  }

  void awaitSome() {
    long goal = written.get() + 20;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> written.get() >= goal || writing.isCompletedExceptionally());
  }

  private void write(Scratch database, String... statements) {
    try (Connection owner = database.owner();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      while (!ended.get()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
        owner.commit();
        written.incrementAndGet();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ended.set(true);
    writing.join();
  }
}
