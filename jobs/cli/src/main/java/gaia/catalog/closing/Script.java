package gaia.catalog.closing;

import java.util.List;

/** Steps as psql takes them. */
final class Script {
  private Script() {}

  static String of(List<Step> steps) {
    // A psql that goes on after an error would roll back and say that all went well.
    StringBuilder script = new StringBuilder("\\set ON_ERROR_STOP on\nbegin read write;\n");
    script.append("set local client_encoding = 'UTF8';\n");
    script.append(Settings.local());
    // A body may name what comes later.
    script.append("set local check_function_bodies = off;\n");
    String role = null;
    for (Step step : steps) {
      if (!step.role().equals(role)) {
        script.append(step.become()).append(";\n");
        role = step.role();
      }
      Loss loss = step.loss();
      if (loss != null) {
        script
            .append(loss.changed() == null ? "-- loses what is in " : "-- may change what is in ")
            .append(loss.what())
            .append('\n');
      }
      script.append(step.sql()).append(";\n");
    }
    return script.append("reset role;\ncommit;\n").toString();
  }
}
