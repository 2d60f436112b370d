package gaia.archive;

import gaia.cli.Stop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a backup is written or restored at once. */
public final class Parallel {
  private static final int MOST = 64;
  private static final int USUAL = 8;

  @Option(names = "--jobs", paramLabel = "N", description = "Work on so many parts at once.")
  private @Nullable Integer jobs;

  public boolean isSaid() {
    return jobs != null;
  }

  /**
   * Refuses a number that makes no sense.
   *
   * @param usual where nobody says one
   */
  public int number(int usual) {
    if (jobs != null && (jobs < 1 || jobs > MOST)) {
      throw Stop.usage("--jobs %d is not between 1 and %d".formatted(jobs, MOST), "give fewer");
    }
    return jobs == null ? usual : jobs;
  }

  /** One for each core. */
  public static int cores() {
    return Math.min(USUAL, Runtime.getRuntime().availableProcessors());
  }
}
