package gaia.rotatepassword;

import gaia.cli.Databases;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Somebody who logs in all the time by what the secret says, and asks who he is. */
final class Client implements AutoCloseable {
  final AtomicInteger logins = new AtomicInteger();
  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final Set<String> names = new ConcurrentSkipListSet<>();
  private final Supplier<String> secret;
  private final Thread thread;
  private volatile boolean over;

  Client(Supplier<String> secret) {
    this.secret = secret;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  private void run() {
    // Often, and not so often that nobody else gets on.
    for (; !over; LockSupport.parkNanos(20_000_000)) {
      try (Connection in = Databases.at(secret.get()).tryOnce()) {
        names.addAll(Scratch.read(in, "select current_user, count(sid) from app_sessions"));
        logins.incrementAndGet();
      } catch (SQLException | RuntimeException e) {
        failures.add(e.toString());
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
