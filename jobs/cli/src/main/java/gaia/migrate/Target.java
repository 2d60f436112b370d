package gaia.migrate;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a migrate goes.
 *
 * @param to null: to the newest
 */
record Target(@Nullable Integer to, Scripts scripts) {
  List<Script> pending(Standing before) {
    if (to == null) {
      return before.pending();
    }
    int last = scripts.get(to).version();
    if (before.version() > last) {
      throw Stop.because(
          Outcome.REFUSED,
          "schema " + before.version() + " is already past " + to,
          "migrate only goes forward: gaia rollback goes back");
    }
    return before.pending().stream().filter(script -> script.version() <= last).toList();
  }
}
