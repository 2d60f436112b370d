package gaia.migrate;

import java.time.Duration;

/**
 * How long a migrate waits for others.
 *
 * @param lock for one lock on a table, in which everybody else queues behind it
 * @param all for all tries together
 */
public record Limits(Duration lock, Duration all) {}
