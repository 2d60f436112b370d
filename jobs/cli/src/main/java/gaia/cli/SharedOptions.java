package gaia.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
final class SharedOptions {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "postgresql://user:password@host:port/name; else DATABASE_URL or DB_*.")
  @Nullable String database;

  @Option(names = "--json", description = "Print one JSON object, on failure too.")
  boolean json;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationOption.class,
      description = "Try this long to connect (${DEFAULT-VALUE}).")
  Duration connectTimeout = Duration.ofSeconds(30);

  @Option(names = "--quiet", description = "No progress on stderr.")
  boolean quiet;
}
