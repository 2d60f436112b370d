package gaia.database;

import java.util.concurrent.atomic.LongAdder;

/** How long one request held connections; where no request is bound, nobody asks. */
public final class SqlTime {
  public static final ScopedValue<SqlTime> CURRENT = ScopedValue.newInstance();

  private final LongAdder nanos = new LongAdder();

  public long nanos() {
    return nanos.sum();
  }

  static void add(long nanos) {
    if (CURRENT.isBound()) {
      CURRENT.get().nanos.add(nanos);
    }
  }
}
