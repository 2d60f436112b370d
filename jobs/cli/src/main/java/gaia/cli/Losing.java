package gaia.cli;

import picocli.CommandLine.Option;

/** Whether something may be lost. */
public final class Losing {
  @Option(
      names = "--lose-data",
      description = "Go on although something is lost by it; without this it is told and refused.")
  private boolean allowed;

  public boolean isAllowed() {
    return allowed;
  }
}
