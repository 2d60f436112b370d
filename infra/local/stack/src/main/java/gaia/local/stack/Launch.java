package gaia.local.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a function's process is started.
 *
 * @param settings all that it is told, as environment variables
 * @param log where its lines go
 * @param archive where the JDK keeps its loaded classes for the next start
 */
record Launch(String classPath, Map<String, String> settings, Path log, Path archive) {}
