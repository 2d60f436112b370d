package gaia.cli;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;

/**
 * What a scheduled run leaves in the log, written also when the ledger can't be: alerts read it.
 *
 * @param ageSeconds since each job last succeeded, by its name, so that the jobs that run speak for
 *     one that does not; empty when the ledger could not be asked
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record LogLine(String severity, String message, Report run, Map<String, Long> ageSeconds) {
  static LogLine of(String name, Report run, Map<String, Long> ages) {
    String message =
        "%s: %s in %d ms%s"
            .formatted(
                name, run.outcome(), run.tookMs(), run.error() == null ? "" : ": " + run.error());
    return new LogLine(run.exit() == 0 ? "INFO" : "ERROR", message, run, ages);
  }
}
