package gaia.cli;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --json} prints, one object for every command; times are RFC 3339 in UTC. */
@Serdeable(naming = SnakeCaseStrategy.class)
record Report(
    @Nullable String command,
    String outcome,
    int exit,
    String runId,
    @Nullable String database,
    boolean dryRun,
    String startedAt,
    String finishedAt,
    long tookMs,
    Map<String, Object> numbers,
    List<Map<String, Object>> items,
    @Nullable String error) {}
