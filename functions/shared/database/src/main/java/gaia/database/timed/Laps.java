package gaia.database.timed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one connection went.
 *
 * @param connect until the network had it; through the Cloud SQL connector with its TLS, which is
 *     one step there
 * @param tls absent where the connection has none of its own
 * @param login authentication, and the server's start of a session
 */
public record Laps(Duration connect, @Nullable Duration tls, Duration login) {}
