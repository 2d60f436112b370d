package gaia.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What every command is: a bean with a {@code @Command(name = ...)} in the package {@code
 * gaia.<name>}. It does its work in {@link #run} and says how that ended; options, output and exit
 * codes are here, once.
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

  @Override
  public final Integer call() {
    if (spec == null || gaia == null) {
      throw new IllegalStateException("a command runs only under gaia");
    }
    return gaia.finish(Run.start(spec.name(), options, dryRun(), spec.commandLine()), this::run);
  }
}
