package gaia.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a function's process is started.
 *
 * @param command the JVM under its flags, or Docker with the function's image
 * @param settings all that it is told, as environment variables
 * @param log where its lines go
 * @param grace how long it may take to end
 */
record Launch(List<String> command, Map<String, String> settings, Path log, Duration grace) {}
