package gaia.doctor;

import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.cli.Failure;
import gaia.cli.Job;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Table;
import gaia.schema.Scripts;
import gaia.settings.Deployment;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "doctor",
    description =
        "Check a live system as its operator would: passwords, TLS, backups and their drills, the"
            + " schema, each job, settings, connections, disk; exit 1 where something is wrong.")
final class Doctor extends Job {
  /** From which verdict on it is unhealthy. */
  enum FailOn {
    FAIL,
    WARN
  }

  @Option(
      names = "--fail-on",
      paramLabel = "fail|warn",
      defaultValue = "fail",
      description = "Exit 1 where a check ends so (${DEFAULT-VALUE}).")
  private FailOn failOn = FailOn.FAIL;

  @Option(
      names = "--backups",
      paramLabel = "DIR",
      defaultValue = "${env:BACKUP_TO:-backups}",
      description = "Where backups lie, else BACKUP_TO (${DEFAULT-VALUE}).")
  private String backups = "backups";

  private final Scripts scripts;
  private final JsonMapper json;

  Doctor(Scripts scripts, JsonMapper json) {
    this.scripts = scripts;
    this.json = json;
  }

  /** A diagnosis is no work that two could spoil for each other. */
  @Override
  protected boolean alone() {
    return false;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    @Nullable Stop unreachable = null;
    @Nullable Connection connection = null;
    try {
      connection = run.home();
      limit(run, connection);
    } catch (Stop e) {
      unreachable = e;
    }
    List<Finding> findings = examine(patient(run, connection));
    if (connection != null) {
      weigh(run, connection);
    }
    tell(run, findings);
    if (unreachable != null) {
      throw unreachable;
    }
    if (connection != null && !connection.isValid(2)) {
      throw Stop.because(
          Outcome.UNREACHABLE,
          "the connection to %s was lost meanwhile".formatted(run.database().place()),
          "what could not be asked is skipped above: run it again");
    }
    boolean sick =
        findings.stream().anyMatch(f -> f.verdict().compareTo(Verdict.valueOf(failOn.name())) >= 0);
    return sick ? Outcome.UNHEALTHY : Outcome.DONE;
  }

  /** Neither a catalog that somebody has locked nor a server that falls silent may hold it up. */
  private static void limit(Run run, Connection connection) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.max(1_000, (int) run.patience().toMillis()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = '5s'; set lock_timeout = '1s'");
    }
  }

  /** For the next runs, which say how fast it grows. */
  private static void weigh(Run run, Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
      row.next();
      run.count("database_bytes", row.getLong(1));
    } catch (SQLException e) {
      run.progress("could not weigh the database: " + Failure.text(e));
    }
  }

  private Patient patient(Run run, @Nullable Connection connection) {
    return new Patient(
        run.database(),
        connection,
        Deployment.fromEnvironment(() -> json),
        new Shelf(Store.of(backups), json),
        System.getenv(),
        run.saysPassword(),
        Instant.now());
  }

  private List<Finding> examine(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    checks()
        .filter(check -> patient.connection() != null || !check.online())
        .forEach(check -> findings.addAll(check.make(patient)));
    return findings;
  }

  private Stream<Check> checks() {
    return Stream.of(
            Reach.checks(),
            Access.checks(),
            Network.checks(),
            Recovery.checks(),
            new Schema(scripts).checks(),
            Work.checks(),
            Server.checks(),
            Load.checks(),
            Storage.checks())
        .flatMap(List::stream);
  }

  private static void tell(Run run, List<Finding> findings) {
    findings.forEach(finding -> run.item(finding.item()));
    Table table = new Table("verdict", "check", "found");
    // The gravest stand where the eye is when it has ended.
    findings.stream()
        .sorted(Comparator.comparing(Finding::verdict))
        .forEach(finding -> finding.tell(table));
    table.lines().forEach(run::answer);
    StringBuilder sum = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      long number = findings.stream().filter(f -> f.verdict() == verdict).count();
      run.count(verdict.word(), number);
      sum.append(sum.isEmpty() ? "" : ", ").append(number).append(' ').append(verdict.word());
    }
    run.answer(sum.toString());
  }
}
