package gaia.database.timed;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes when a connection reaches each of its steps. The driver makes its factories by their names,
 * so they find their watch by the one property that they are given.
 */
final class Stopwatch implements AutoCloseable {
  private static final String KEY = "gaia.stopwatch";
  private static final Map<String, Stopwatch> RUNNING = new ConcurrentHashMap<>();

  private final String key = UUID.randomUUID().toString();
  private volatile long begun = System.nanoTime();
  private volatile long connected = begun;
  // The JDK tells of a handshake by a thread of its own, which may come late.
  private volatile @Nullable CompletableFuture<Long> secured;

  Stopwatch() {
    RUNNING.put(key, this);
  }

  static Stopwatch of(Properties info) {
    Stopwatch watch = RUNNING.get(info.getProperty(KEY));
    if (watch == null) {
      throw new IllegalStateException("its connection is no longer waited for");
    }
    return watch;
  }

  /** Starts anew, for another attempt. */
  Properties start(Properties info) {
    info.setProperty(KEY, key);
    begun = System.nanoTime();
    connected = begun;
    secured = null;
    return info;
  }

  void isConnected() {
    connected = System.nanoTime();
  }

  Runnable tlsBegins() {
    CompletableFuture<Long> end = new CompletableFuture<>();
    secured = end;
    return () -> end.complete(System.nanoTime());
  }

  Laps stop() {
    long end = System.nanoTime();
    CompletableFuture<Long> tls = secured;
    if (tls == null) {
      return new Laps(between(begun, connected), null, between(connected, end));
    }
    long safe = tls.completeOnTimeout(end, 1, TimeUnit.SECONDS).join();
    return new Laps(between(begun, connected), between(connected, safe), between(safe, end));
  }

  private static Duration between(long from, long to) {
    return Duration.ofNanos(Math.max(0, to - from));
  }

  @Override
  public void close() {
    RUNNING.remove(key);
  }
}
