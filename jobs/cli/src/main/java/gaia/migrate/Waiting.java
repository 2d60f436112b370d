package gaia.migrate;

import gaia.cli.DurationOption;
import gaia.cli.Stop;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How patient somebody is who changes tables that others use. */
public final class Waiting {
  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationOption.class,
      description = "Wait this long for another migrate, and for locked tables (${DEFAULT-VALUE}).")
  private Duration all = Duration.ofSeconds(60);

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationOption.class,
      description =
          "Hold up others this long at most for a lock on a table, then let them pass and try again"
              + " (${DEFAULT-VALUE}).")
  private Duration lock = Duration.ofSeconds(2);

  public Limits limits() {
    if (lock.isZero()) {
      throw Stop.usage(
          "--lock-timeout 0s would hold up everybody for as long as it takes",
          "one second is the least");
    }
    return new Limits(all.isZero() || lock.compareTo(all) < 0 ? lock : all, all);
  }
}
