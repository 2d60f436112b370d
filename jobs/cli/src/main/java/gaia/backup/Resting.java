package gaia.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps a moment after each batch, so that a server on the same machine gets at its clients. Even
 * at the lowest priority a program that never sleeps lets others in only at the kernel's next tick,
 * up to 4 ms later, when each core has somebody at work.
 */
final class Resting extends FilterOutputStream {
  /** Said by {@code jobs/gaia}, which knows when the database is beside it. */
  private static final boolean BESIDE = Boolean.getBoolean("gaia.beside");

  private static final long REST = 100_000;

  private Resting(OutputStream out) {
    super(out);
  }

  /** Where that matters. */
  static OutputStream where(OutputStream out) {
    return BESIDE ? new Resting(out) : out;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    LockSupport.parkNanos(REST);
  }
}
