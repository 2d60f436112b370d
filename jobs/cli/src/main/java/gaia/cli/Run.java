package gaia.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
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
  final Instant started = Instant.now();
  final UUID id = RunId.at(started);
  private final Map<String, Object> numbers = new LinkedHashMap<>();
  private final List<Map<String, Object>> items = new ArrayList<>();
  private final Map<String, Long> unheard = new LinkedHashMap<>();
  final String command;
  private final SharedOptions options;
  private final boolean dryRun;
  private final boolean recorded;
  final PrintWriter out;
  final PrintWriter err;
  private final Turn turn = new Turn(this);
  private @Nullable Database database;
  private boolean isOverwritten;

  private Run(
      String command,
      SharedOptions options,
      boolean dryRun,
      boolean recorded,
      CommandLine console) {
    this.command = command;
    this.options = options;
    this.dryRun = dryRun;
    this.recorded = recorded;
    this.out = console.getOut();
    this.err = console.getErr();
  }

  static Run start(
      String command,
      SharedOptions options,
      boolean dryRun,
      boolean recorded,
      CommandLine console) {
    return new Run(command, options, dryRun, recorded, console);
  }

  /** The database that the options or the environment name. */
  public Database database() {
    if (database == null) {
      database = Database.of(options.database, command, options.connectTimeout);
    }
    return database;
  }

  /** Whether the command line holds a password, which the list of processes shows. */
  public boolean saysPassword() {
    return options.database != null && SaidUrl.hasPassword(options.database);
  }

  /** Another one, found as patiently. */
  public Database database(String url) {
    return Database.of(url, command, options.connectTimeout);
  }

  /** How long the server is waited for. */
  public Duration patience() {
    return options.connectTimeout;
  }

  /** Another connection, which the caller closes. */
  public Connection connect() {
    return database().connect();
  }

  /** The connection that the command works on; the ledger borrows it before and after. */
  public Connection home() throws SQLException {
    return turn.home();
  }

  /** Makes a connection that the command opened by itself its home; the run closes it. */
  public void settle(Connection connection) {
    turn.settle(connection);
  }

  /** For a job that the ledger has never heard of, since it never began. */
  public void age(String job, long seconds) {
    unheard.put(job, seconds);
  }

  void takeTurn(String name, Duration patience) throws SQLException {
    turn.take(name, patience);
  }

  /** The seconds since each job's last success, as far as they are known. */
  Map<String, Long> end(Report report) {
    if (recorded && database != null) {
      Map<String, Long> ages = turn.end(report);
      return ages.isEmpty() ? ages : together(ages);
    }
    turn.leave();
    return Map.of();
  }

  private Map<String, Long> together(Map<String, Long> known) {
    Map<String, Long> all = new TreeMap<>(unheard);
    all.putAll(known);
    return all;
  }

  /** A line of progress or a hint: stderr, and nothing with {@code --quiet}. */
  public void progress(String line) {
    if (!options.quiet) {
      err.println(isOverwritten ? "\r" + line + "\033[K" : line);
      err.flush();
      isOverwritten = false;
    }
  }

  /**
   * How far it is: on a terminal the line is written over the one before, until {@link #progress}
   * goes on below.
   */
  public void status(String line) {
    if (!options.quiet) {
      err.print("\r" + line + "\033[K");
      err.flush();
      isOverwritten = true;
    }
  }

  /** Whether somebody sits before this run and sees a line change. */
  // It is null again since Java 25 where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  public boolean isOnTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && !options.json;
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
