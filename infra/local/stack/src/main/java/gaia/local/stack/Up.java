package gaia.local.stack;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.PostgresUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The local stack: starts, serves until it is told to end, ends. */
public final class Up {
  // Held here, since loggers that nobody holds lose their level.
  private static final Logger ROOT = Logger.getLogger("");

  private Up() {}

  public static void main(String[] arguments) throws Exception {
    ROOT.setLevel(Level.WARNING);
    Instant commanded = commanded();
    try {
      Settings settings = Settings.fromProperties(Checkout.root());
      Screen screen = new Screen(settings);
      Stack stack = new Stack(settings, screen);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, screen)));
      endWithWhoeverStartedThis();
      stack.start();
      screen.ready(Duration.between(commanded, Instant.now()));
    } catch (CannotStart | PostgresUnavailable | IllegalStateException e) {
      System.err.println("gaia: " + e.getMessage());
      tellMaven();
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  /** Maven would print a stack trace for an exit code; it looks for this file instead. */
  private static void tellMaven() throws IOException {
    String file = System.getProperty("failed", "");
    if (!file.isEmpty()) {
      Files.createFile(Path.of(file));
    }
  }

  /** When the person pressed return, which Maven knows. */
  private static Instant commanded() {
    String since = System.getProperty("since", "");
    return since.isEmpty() ? Instant.now() : Instant.parse(since);
  }

  /** A Maven that was killed leaves nobody to press Ctrl-C for. */
  private static void endWithWhoeverStartedThis() {
    ProcessHandle.current()
        .parent()
        .ifPresent(maven -> Thread.startVirtualThread(() -> endAfter(maven)));
  }

  private static void endAfter(ProcessHandle maven) {
    maven.onExit().join();
    System.exit(0);
  }

  private static void end(Stack stack, Screen screen) {
    long from = System.nanoTime();
    try {
      if (stack.end()) {
        long took = Duration.ofNanos(System.nanoTime() - from).toMillis();
        screen.line("ended in %d ms: functions and PostgreSQL; the data stays".formatted(took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
