package gaia.database;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long one request held connections, or shared one; where no request is bound, nobody asks. */
public final class SqlTime {
  public static final ScopedValue<SqlTime> CURRENT = ScopedValue.newInstance();

  private final long began = System.nanoTime();
  private final LongAdder nanos = new LongAdder();

  public long nanos() {
    return nanos.sum();
  }

  public static void add(long nanos) {
    if (CURRENT.isBound()) {
      CURRENT.get().nanos.add(nanos);
    }
  }

  /** Whether the request is older than this. */
  static boolean isOver(Duration age) {
    return CURRENT.isBound() && System.nanoTime() - CURRENT.get().began > age.toNanos();
  }
}
