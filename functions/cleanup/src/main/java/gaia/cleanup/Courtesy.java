package gaia.cleanup;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets others go first: while they commit more than now and then, each step is followed by a rest
 * of four times its time. Processors are few where a database is small, and a night has hours.
 */
final class Courtesy {
  private static final long LOOK_EACH = Duration.ofSeconds(1).toNanos();
  private static final double BUSY_FROM = 100;
  private static final int REST = 4;

  private final LongSupplier commits;
  private final LongSupplier nanoTime;
  private long seen;
  private long ours;
  private long looked;
  private boolean busy;

  /**
   * @param commits how many transactions the database has committed, ours too
   */
  Courtesy(LongSupplier commits, LongSupplier nanoTime) {
    this.commits = commits;
    this.nanoTime = nanoTime;
    this.seen = commits.getAsLong();
    this.looked = nanoTime.getAsLong();
  }

  /** How long to rest after a step that took so many nanoseconds. */
  long after(long step) {
    ours++;
    long now = nanoTime.getAsLong();
    if (now - looked >= LOOK_EACH) {
      look(now);
    }
    return busy ? step * REST : 0;
  }

  private void look(long now) {
    long total = commits.getAsLong();
    // What is looked at is a commit as well.
    double others = (total - seen - ours - 1) * 1e9 / (now - looked);
    busy = others > BUSY_FROM;
    seen = total;
    ours = 0;
    looked = now;
  }
}
