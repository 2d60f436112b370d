package gaia.backup;

import gaia.archive.Size;
import gaia.cli.Run;
import java.time.Duration;
import java.util.Locale;

/** Tells now and then how far it is. */
final class Progress {
  private static final long OFTEN = Duration.ofSeconds(5).toNanos();

  private final Run run;
  private long told = System.nanoTime();
  private long rows;
  private long bytes;

  Progress(Run run) {
    this.run = run;
  }

  synchronized void read(String table, long moreRows, long moreBytes) {
    rows += moreRows;
    bytes += moreBytes;
    long now = System.nanoTime();
    if (now - told > OFTEN) {
      told = now;
      run.progress(
          String.format(Locale.ROOT, "%,d rows, %s so far, %s", rows, Size.of(bytes), table));
    }
  }

  synchronized long rows() {
    return rows;
  }

  /** Of the rows, not compressed. */
  synchronized long bytes() {
    return bytes;
  }
}
