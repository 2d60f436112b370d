package gaia.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One function: asleep until somebody asks, awake in a process of its own, asleep again when idle.
 */
final class Service {
  /** Where a request goes, and how long it had to wait for the function to wake, if it had to. */
  record Visit(int port, @Nullable Duration woke) {}

  // The terminal tells every process of its group, and this one may be the last to know.
  private static final int CTRL_C = 130;

  final String word;
  private final Launch launch;
  private final PidFiles pids;
  private final Consumer<String> say;

  // Read without the lock by stop(), which must not wait for a start that hangs.
  private volatile @Nullable FunctionProcess process;
  private volatile boolean stopped;
  private int underWay;
  private long lastRequest;

  Service(String word, Launch launch, PidFiles pids, Consumer<String> say) {
    this.word = word;
    this.launch = launch;
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

  void sleepIfIdle(Duration idle) {
    FunctionProcess tired = takeIfIdle(idle);
    if (tired != null) {
      end(tired);
      say.accept(word + " asleep after " + idle.toSeconds() + " s without a request");
    }
  }

  private synchronized @Nullable FunctionProcess takeIfIdle(Duration idle) {
    FunctionProcess awake = process;
    if (underWay > 0 || System.nanoTime() - lastRequest < idle.toNanos()) {
      return null;
    }
    process = null;
    return awake;
  }

  /** Ends it, also while it is waking. */
  void stop() {
    stopped = true;
    FunctionProcess awake = process;
    if (awake != null) {
      end(awake);
    }
  }

  private void end(FunctionProcess awake) {
    awake.end();
    pids.forget(awake.process().toHandle());
  }

  private FunctionProcess wake() throws CannotWake {
    try {
      if (stopped) {
        throw new CannotWake("the stack is ending", launch.log());
      }
      FunctionProcess waking = FunctionProcess.start(launch);
      process = waking;
      pids.remember(waking.process().toHandle());
      waking.awaitAwake();
      Thread.startVirtualThread(() -> tellIfUnexpected(waking));
      return waking;
    } catch (IOException e) {
      throw new CannotWake(String.valueOf(e.getMessage()), launch.log());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotWake("interrupted", launch.log());
    }
  }

  private void tellIfUnexpected(FunctionProcess ended) {
    ended.process().onExit().join();
    boolean ctrlC = ended.process().exitValue() == CTRL_C;
    if (!stopped && !ctrlC && ended.equals(process)) {
      say.accept(
          "%s ended by itself with exit code %d; the next request wakes it; its log is %s"
              .formatted(word, ended.process().exitValue(), launch.log()));
    }
  }
}
