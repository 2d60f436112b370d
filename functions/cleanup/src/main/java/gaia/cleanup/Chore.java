package gaia.cleanup;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run does, by the name of its rule.
 *
 * @param olderThan null where age has no part in it, or where all is kept
 */
@MappedEntity
record Chore(@Id long place, String rule, String relation, @Nullable Instant olderThan) {
  Receipt.Line line(long rows, long remaining) {
    return new Receipt.Line(relation, rule, olderThan, rows, remaining);
  }
}
