package gaia.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a function's process is started.
 *
 * @param flags of the JVM, beside those that every function has
 * @param settings all that it is told, as environment variables
 * @param log where its lines go
 * @param grace how long it may take to end
 */
record Launch(
    String classPath, List<String> flags, Map<String, String> settings, Path log, Duration grace) {}
