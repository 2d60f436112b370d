package gaia.archive;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How the latest drill of a backup ended, in {@code NAME.drill.json} beside it.
 *
 * @param drilledAt RFC 3339, UTC
 * @param passed restored, and every table and the schema as its manifest says
 * @param recoveryMs from the first byte to the last check: the recovery time
 * @param lostMs how old the backup was then: what would have been lost, the recovery point
 * @param server where it was restored: {@code embedded}, or that server's address
 * @param error what was wrong; null where it passed
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Drill(
    String drilledAt,
    boolean passed,
    long recoveryMs,
    long lostMs,
    String server,
    @Nullable String error) {}
