package gaia.restore;

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
  private final String doing;
  private final long all;
  private final boolean terminal;
  private final long pause;
  private long told = System.nanoTime();
  private long bytes;
  private long rows;

  /**
   * Nothing yet.
   *
   * @param all bytes that there are to do
   */
  public Progress(Run run, String doing, long all) {
    this.run = run;
    this.doing = doing;
    this.all = Math.max(1, all);
    terminal = run.isOnTerminal();
    pause = (terminal ? OFTEN : NOW_AND_THEN).toNanos();
  }

  synchronized void more(long moreBytes, long moreRows) {
    bytes += moreBytes;
    rows += moreRows;
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
    double share = Math.min(1, (double) bytes / all);
    int full = (int) (share * WIDTH);
    return String.format(
        Locale.ROOT,
        "%-10s [%s%s] %3.0f %%  %,d rows  %s of %s",
        doing,
        "=".repeat(full),
        " ".repeat(WIDTH - full),
        share * 100,
        rows,
        Size.of(bytes),
        Size.of(all));
  }
}
