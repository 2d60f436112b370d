package gaia.restore;

import static org.awaitility.Awaitility.await;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who connects again and again, asks which database that is, and goes. */
final class Visitor implements AutoCloseable {
  private final AtomicLong visits = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> visiting;

  private Visitor(Scratch database) {
    visiting =
        CompletableFuture.runAsync(() -> visit(database), task -> Thread.ofPlatform().start(task));
  }

  static Visitor of(Scratch database) {
    return new Visitor(database);
  }

  /** The SQLSTATE of each visit that failed. */
  Queue<String> failures() {
    return failures;
  }

  /** Each database that answered by that name. */
  Set<String> answered() {
    return answered;
  }

  void awaitSome() {
    long goal = visits.get() + 20;
    await().atMost(Duration.ofSeconds(60)).until(() -> visits.get() >= goal);
  }

  private void visit(Scratch database) {
    while (!ended.get()) {
      try (Connection connection = database.as("session")) {
        answered.addAll(
            Scratch.read(
                connection,
                "select oid::text from pg_database where datname = current_database()"));
        visits.incrementAndGet();
      } catch (SQLException e) {
        failures.add(e.getSQLState());
      }
    }
  }

  @Override
  public void close() {
    ended.set(true);
    visiting.join();
  }
}
