package gaia.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One function: asleep until somebody asks, awake in a process of its own, asleep again when idle.
 */
final class Service {
  /** Where a request goes, and how long it had to wait for the function to wake, if it had to. */
  record Visit(int port, @Nullable Duration woke) {}

  final String word;
  private final String classPath;
  private final Map<String, String> settings;
  private final Path log;
  private final PidFiles pids;
  private final Consumer<String> say;

  // Read without the lock by stop(), which must not wait for a start that hangs.
  private volatile @Nullable FunctionProcess process;
  private volatile boolean stopped;
  private int underWay;
  private long lastRequest;

  Service(
      String word,
      String classPath,
      Map<String, String> settings,
      Path log,
      PidFiles pids,
      Consumer<String> say) {
    this.word = word;
    this.classPath = classPath;
    this.settings = settings;
    this.log = log;
    this.pids = pids;
    this.say = say;
  }

  /** Wakes the function if it sleeps; whoever enters must leave. */
  synchronized Visit enter() throws CannotWake {
    FunctionProcess awake = process;
    Duration woke = null;
    if (awake == null || !awake.process().isAlive()) {
      long from = System.nanoTime();
      awake = wake();
      woke = Duration.ofNanos(System.nanoTime() - from);
    }
    underWay++;
    return new Visit(awake.port(), woke);
  }

  synchronized void leave() {
    underWay--;
    lastRequest = System.nanoTime();
  }

  synchronized void sleepIfIdle(Duration idle) {
    FunctionProcess awake = process;
    boolean tired = underWay == 0 && System.nanoTime() - lastRequest > idle.toNanos();
    if (awake != null && tired) {
      process = null;
      awake.end();
      pids.forget(word);
      say.accept(word + " asleep after " + idle.toSeconds() + " s without a request");
    }
  }

  /** Ends it, also while it is waking. */
  void stop() {
    stopped = true;
    FunctionProcess awake = process;
    if (awake != null) {
      awake.end();
      pids.forget(word);
    }
  }

  private FunctionProcess wake() throws CannotWake {
    try {
      if (stopped) {
        throw new CannotWake("the stack is ending", log);
      }
      FunctionProcess waking = FunctionProcess.start(classPath, settings, log);
      process = waking;
      pids.remember(word, waking.process().toHandle());
      waking.awaitAwake();
      Thread.startVirtualThread(() -> tellIfUnexpected(waking));
      return waking;
    } catch (IOException e) {
      throw new CannotWake(String.valueOf(e.getMessage()), log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotWake("interrupted", log);
    }
  }

  private void tellIfUnexpected(FunctionProcess ended) {
    ended.process().onExit().join();
    if (!stopped && ended.equals(process)) {
      say.accept(
          "%s ended by itself with exit code %d; the next request wakes it; its log is %s"
              .formatted(word, ended.process().exitValue(), log));
    }
  }
}
