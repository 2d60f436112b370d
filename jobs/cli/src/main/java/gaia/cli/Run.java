package gaia.cli;

import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One run of one command: where it works, what it says, and what it counts. */
public final class Run {
  private final UUID id = UUID.randomUUID();
  private final Instant started = Instant.now();
  private final Map<String, Object> numbers = new LinkedHashMap<>();
  private final List<Map<String, Object>> items = new ArrayList<>();
  private final String command;
  private final SharedOptions options;
  private final boolean dryRun;
  final PrintWriter out;
  final PrintWriter err;
  private @Nullable Database database;

  private Run(
      String command, SharedOptions options, boolean dryRun, PrintWriter out, PrintWriter err) {
    this.command = command;
    this.options = options;
    this.dryRun = dryRun;
    this.out = out;
    this.err = err;
  }

  static Run start(String command, SharedOptions options, boolean dryRun, CommandLine console) {
    return new Run(command, options, dryRun, console.getOut(), console.getErr());
  }

  /** The database that the options or the environment name. */
  public Database database() {
    if (database == null) {
      database = Database.of(options.database, command, options.connectTimeout);
    }
    return database;
  }

  public Connection connect() {
    return database().connect();
  }

  /** A line of progress or a hint: stderr, and nothing with {@code --quiet}. */
  public void progress(String line) {
    if (!options.quiet) {
      err.println(line);
      err.flush();
    }
  }

  /** A line of the answer: stdout, where {@code --json} puts its object instead. */
  public void answer(String line) {
    if (!options.json) {
      out.println(line);
      out.flush();
    }
  }

  public void count(String name, long number) {
    numbers.put(name, number);
  }

  public void item(Map<String, Object> item) {
    items.add(new TreeMap<>(item));
  }

  /** Since the start, as a person reads it: {@code 1.4 s}. */
  public String took() {
    return Took.seconds(elapsed());
  }

  boolean json() {
    return options.json;
  }

  /** {@code gaia migrate}. */
  String name() {
    return command.equals("gaia") ? command : "gaia " + command;
  }

  Report report(Outcome outcome, int exit, @Nullable String error) {
    Instant finished = Instant.now();
    return new Report(
        command,
        outcome.word(),
        exit,
        id.toString(),
        database == null ? null : database.place(),
        dryRun,
        started.truncatedTo(ChronoUnit.MILLIS).toString(),
        finished.truncatedTo(ChronoUnit.MILLIS).toString(),
        Duration.between(started, finished).toMillis(),
        numbers,
        items,
        error);
  }

  private Duration elapsed() {
    return Duration.between(started, Instant.now());
  }
}
