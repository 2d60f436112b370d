package gaia.schema;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far somebody wants to go forward. */
public final class Goal {
  @Option(names = "--to", paramLabel = "V", description = "Stop after this migration.")
  private @Nullable Integer to;

  /** The newest where nobody says less. */
  public int version(Scripts scripts) {
    return to == null ? scripts.all().getLast().version() : scripts.get(to).version();
  }

  public List<Script> pending(Standing before, Scripts scripts) {
    if (to == null) {
      return before.pending();
    }
    int last = version(scripts);
    if (before.version() > last) {
      throw Stop.because(
          Outcome.REFUSED,
          "schema " + before.version() + " is already past " + to,
          "migrate only goes forward: gaia rollback goes back");
    }
    return before.pending().stream().filter(script -> script.version() <= last).toList();
  }
}
