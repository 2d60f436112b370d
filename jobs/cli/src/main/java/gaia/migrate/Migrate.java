package gaia.migrate;

import gaia.cli.ChangingJob;
import gaia.cli.DurationOption;
import gaia.cli.Outcome;
import gaia.cli.Run;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "migrate",
    description = "Bring the schema and the grants to what this version of gaia bundles.")
final class Migrate extends ChangingJob {
  @Option(names = "--to", paramLabel = "V", description = "Stop after this migration.")
  private @Nullable Integer to;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationOption.class,
      description = "Wait this long for another migrate to end (${DEFAULT-VALUE}).")
  private Duration wait = Duration.ofSeconds(60);

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationOption.class,
      description = "Wait this long for a lock on a table (${DEFAULT-VALUE}).")
  private Duration lockTimeout = Duration.ofSeconds(2);

  private final Migrations migrations;

  Migrate(Migrations migrations) {
    this.migrations = migrations;
  }

  @Override
  protected Duration patience() {
    return wait;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Connection connection = run.home();
    Session.set(connection, lockTimeout);
    if (dryRun()) {
      return preview(run, connection);
    }
    Bootstrap.run(connection);
    return migrate(run, connection);
  }

  private Outcome migrate(Run run, Connection connection) throws SQLException {
    Upgrade upgrade = Upgrade.of(migrations, run, connection, lockTimeout, to);
    upgrade.apply();
    List<String> granted = new Grants(connection, upgrade.isPartial()).apply();
    if (!granted.isEmpty()) {
      run.progress("grants     " + String.join(", ", granted));
    }
    run.count("applied", upgrade.pending());
    run.count("grants", granted.size());
    boolean changed = upgrade.pending() > 0 || !granted.isEmpty();
    run.answer(
        "%s: schema %s, %s"
            .formatted(changed ? "done" : "nothing to do", upgrade.goal(), run.took()));
    return changed ? Outcome.DONE : Outcome.NOTHING;
  }

  private Outcome preview(Run run, Connection connection) throws SQLException {
    Upgrade upgrade = Upgrade.of(migrations, run, connection, lockTimeout, to);
    upgrade.preview();
    // What the grants will do is known only where the tables that they name already stand.
    List<String> granted =
        upgrade.pending() > 0 ? List.of() : new Grants(connection, upgrade.isPartial()).preview();
    granted.forEach(role -> run.answer("would change the grants of " + role));
    run.count("pending", upgrade.pending());
    run.count("grants", granted.size());
    run.answer(
        "dry run: schema %s would become %s by %d migrations"
            .formatted(upgrade.version(), upgrade.goal(), upgrade.pending()));
    return upgrade.pending() > 0 || !granted.isEmpty() ? Outcome.DONE : Outcome.NOTHING;
  }
}
