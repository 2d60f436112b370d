package gaia.cli;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What every command is: a bean with a {@code @Command(name = ...)} in the package {@code
 * gaia.<name>}. It does its work in {@link #run} and says how that ended; options, output, exit
 * codes, one run at a time and the row in the ledger are here, once.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
public abstract class Job implements Callable<Integer> {
  @Mixin private SharedOptions options = new SharedOptions();
  @Spec private @Nullable CommandSpec spec;
  @ParentCommand private @Nullable Gaia gaia;

  protected abstract Outcome run(Run run) throws SQLException;

  /** Whether this run only shows what it would do. */
  protected boolean dryRun() {
    return false;
  }

  /** Whether it takes its turn and leaves a row in the ledger. */
  protected boolean recorded() {
    return true;
  }

  /** Whether another run of it may not go on meanwhile. */
  protected boolean alone() {
    return true;
  }

  /** What no other run may do meanwhile; commands that exclude each other name the same. */
  protected String turn() {
    return spec == null ? "" : spec.name();
  }

  /** How long it waits for its turn. */
  protected Duration patience() {
    return Duration.ZERO;
  }

  /**
   * What is said once the run is in the ledger.
   *
   * @param ages the seconds since each job's last success; empty where the ledger can't be reached
   */
  protected void ended(Run run, Map<String, Long> ages) {}

  /** A dry run changes nothing, so it waits for nobody. */
  private Outcome take(Run run) throws SQLException {
    if (recorded() && alone() && !dryRun()) {
      run.takeTurn(turn(), patience());
    }
    return run(run);
  }

  @Override
  public final Integer call() {
    if (spec == null || gaia == null) {
      throw new IllegalStateException("a command runs only under gaia");
    }
    Run run = Run.start(spec.name(), options, dryRun(), recorded(), spec.commandLine());
    return gaia.finish(run, this::take, ages -> ended(run, ages));
  }
}
