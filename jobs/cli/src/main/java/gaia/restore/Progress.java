package gaia.restore;

import gaia.archive.Manifest;
import gaia.archive.Size;
import gaia.cli.Run;
import java.time.Duration;
import java.util.Locale;

/** Tells how far it is: on a terminal in one line that grows, elsewhere now and then. */
public final class Progress {
  private static final int WIDTH = 20;
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

  private final Run run;
  private final Manifest manifest;
  private final boolean terminal;
  private final long pause;
  private long told = System.nanoTime();
  private long bytes;
  private long rows;
  private long back;

  /** Nothing yet. */
  public Progress(Run run, Manifest manifest) {
    this.run = run;
    this.manifest = manifest;
    terminal = run.isOnTerminal();
    pause = (terminal ? OFTEN : NOW_AND_THEN).toNanos();
  }

  synchronized void loaded(long moreBytes, long moreRows) {
    bytes += moreBytes;
    rows += moreRows;
    tell();
  }

  synchronized void readBack(long moreBytes) {
    back += moreBytes;
    tell();
  }

  private void tell() {
    long now = System.nanoTime();
    if (now - told > pause) {
      told = now;
      if (terminal) {
        run.status(line());
      } else {
        run.progress(line());
      }
    }
  }

  void note(String line) {
    run.progress(line);
  }

  private String line() {
    return rows < manifest.rows() ? line("restoring", bytes) : line("comparing", back);
  }

  private String line(String doing, long done) {
    long all = Math.max(1, manifest.plainBytes());
    double share = Math.min(1, (double) done / all);
    int full = (int) (share * WIDTH);
    return String.format(
        Locale.ROOT,
        "%-10s [%s%s] %3.0f %%  %,d rows  %s of %s",
        doing,
        "=".repeat(full),
        " ".repeat(WIDTH - full),
        share * 100,
        rows,
        Size.of(done),
        Size.of(all));
  }
}
