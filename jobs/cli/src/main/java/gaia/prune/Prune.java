package gaia.prune;

import gaia.cli.ChangingJob;
import gaia.cli.DurationOption;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Table;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "prune",
    description =
        "End connections that idle for too long, also in a transaction; never a replication's, a"
            + " superuser's, one that holds an advisory lock, or one whose job is at work.")
final class Prune extends ChangingJob {
  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationOption.class,
      description = "Idle for longer than this (${DEFAULT-VALUE}).")
  private Duration olderThan = Duration.ofMinutes(10);

  @Option(names = "--all-databases", description = "Connections to every database of the server.")
  private boolean allDatabases;

  @Option(names = "--all-roles", description = "Of every login, not of our own roles alone.")
  private boolean allRoles;

  @Override
  protected Outcome run(Run run) throws SQLException {
    Rules rules = new Rules(olderThan, allRoles, allDatabases);
    Connections connections = new Connections(run.home(), rules);
    connections.mustBeVisible();
    List<Idle> found = connections.find();
    List<Verdict> verdicts = dryRun() ? rules.expected(found) : connections.end(found);
    Table table = new Table("pid", "user", "application", "from", "state", "idle", "last did", "");
    for (Verdict verdict : verdicts) {
      run.item(verdict.item());
      table.row(verdict.cells(dryRun()));
    }
    if (!verdicts.isEmpty()) {
      table.lines().forEach(run::answer);
    }
    int ended = (int) verdicts.stream().filter(Verdict::isEnd).count();
    run.count("connections", connections.total());
    run.count("ended", dryRun() ? 0 : ended);
    run.count("would_end", dryRun() ? ended : 0);
    run.count("spared", verdicts.size() - ended);
    run.answer(
        (dryRun()
                ? "dry run: %d of %d connections would end, %d spared"
                : "%d of %d connections ended, %d spared")
            .formatted(ended, connections.total(), verdicts.size() - ended));
    return ended > 0 ? Outcome.DONE : Outcome.NOTHING;
  }
}
