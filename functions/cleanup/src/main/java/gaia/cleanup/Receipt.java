package gaia.cleanup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, or would do; the ledger keeps it.
 *
 * @param done whether everything was looked at; else the next run goes on
 */
@Serdeable
record Receipt(
    @JsonProperty("run_id") UUID runId,
    boolean preview,
    boolean done,
    @JsonProperty("took_ms") long tookMs,
    List<Line> tables) {
  /**
   * One rule of one table.
   *
   * @param rows what went or was put right; in a preview, what would
   * @param remaining what is over and still there
   */
  @Serdeable
  record Line(
      String table,
      String rule,
      @JsonProperty("older_than") @Nullable Instant olderThan,
      long rows,
      long remaining) {}

  /** In the ledger's words. */
  String outcome() {
    return tables.stream().anyMatch(line -> line.rows() > 0) ? "done" : "nothing";
  }
}
