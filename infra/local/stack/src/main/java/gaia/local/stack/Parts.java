package gaia.local.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What was started, to be ended in the other order, also when the end comes amid the start. */
final class Parts {
  /** Ends one part. */
  interface Part {
    void end() throws Exception;
  }

  private final Deque<Part> started = new ArrayDeque<>();
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Consumer<String> say;
  private volatile boolean ending;

  Parts(Consumer<String> say) {
    this.say = say;
  }

  /** A start that was told to end meanwhile goes no further than the part that it is at. */
  void keep(Part part) {
    started.push(part);
    if (ending) {
      throw new CannotStart("told to end while it started");
    }
  }

  /** Nothing more is started, whether or not all of it was. */
  void settle() {
    settled.countDown();
  }

  void end() throws InterruptedException {
    ending = true;
    if (settled.await(30, TimeUnit.SECONDS)) {
      started.forEach(this::end);
    }
  }

  private void end(Part part) {
    try {
      part.end();
    } catch (Exception e) {
      say.accept("while ending: " + e.getMessage());
    }
  }
}
