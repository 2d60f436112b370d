package gaia.prune;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has done nothing for a while.
 *
 * @param started with the pid the whole identity of a connection: the system gives a pid again
 * @param did its last statement, up to the first literal
 * @param ours its login is one of our roles
 * @param guarded why it may not be ended by anybody, if so
 */
record Idle(
    int pid,
    OffsetDateTime started,
    String database,
    String login,
    String application,
    String address,
    String state,
    Duration idle,
    String did,
    boolean ours,
    boolean here,
    @Nullable String guarded) {}
