package gaia.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Pending migrations that share a transaction; or a single one that PostgreSQL takes only outside.
 */
public record Stretch(List<Script> scripts) {
  public static List<Stretch> of(List<Script> pending) {
    List<Stretch> stretches = new ArrayList<>();
    List<Script> together = new ArrayList<>();
    for (Script script : pending) {
      if (!script.isTransactional()) {
        end(together, stretches);
      }
      together.add(script);
      if (!script.isTransactional() || script.mustBeCommitted()) {
        end(together, stretches);
      }
    }
    end(together, stretches);
    return stretches;
  }

  public boolean isTransactional() {
    return last().isTransactional();
  }

  public Script last() {
    return scripts.getLast();
  }

  private static void end(List<Script> together, List<Stretch> stretches) {
    if (!together.isEmpty()) {
      stretches.add(new Stretch(List.copyOf(together)));
      together.clear();
    }
  }
}
