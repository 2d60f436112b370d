package gaia.cli;

import picocli.CommandLine.Option;

/** A command that changes or ends something, and can show what first. */
public abstract class ChangingJob extends Job {
  @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
  private boolean dryRun;

  @Override
  protected final boolean dryRun() {
    return dryRun;
  }
}
