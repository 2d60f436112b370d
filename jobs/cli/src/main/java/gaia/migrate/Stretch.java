package gaia.migrate;

import gaia.schema.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * Pending migrations that share a transaction; or a single one that PostgreSQL takes only outside.
 */
record Stretch(List<Script> scripts) {
  static List<Stretch> of(List<Script> pending) {
    List<Stretch> stretches = new ArrayList<>();
    List<Script> together = new ArrayList<>();
    for (Script script : pending) {
      if (script.isTransactional()) {
        together.add(script);
        continue;
      }
      end(together, stretches);
      stretches.add(new Stretch(List.of(script)));
    }
    end(together, stretches);
    return stretches;
  }

  boolean isTransactional() {
    return last().isTransactional();
  }

  Script last() {
    return scripts.getLast();
  }

  private static void end(List<Script> together, List<Stretch> stretches) {
    if (!together.isEmpty()) {
      stretches.add(new Stretch(List.copyOf(together)));
      together.clear();
    }
  }
}
