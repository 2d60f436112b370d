package gaia.migrate;

import gaia.backup.BeforeMigration;
import gaia.cli.ChangingJob;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.schema.Bootstrap;
import gaia.schema.Goal;
import gaia.schema.Grants;
import gaia.schema.Records;
import gaia.schema.RightsSeal;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Session;
import gaia.schema.Standing;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "migrate",
    description = "Bring the schema and the grants to what this version of gaia bundles.")
final class Migrate extends ChangingJob {
  @Mixin private Goal goal = new Goal();

  @Mixin private Waiting waiting = new Waiting();

  @Option(
      names = "--skip-backup",
      description = "Touch a database that holds data without a backup in BACKUP_TO (backups).")
  private boolean skipBackup;

  @Option(
      names = "--skip-rehearsal",
      description = "Touch a database that holds data without trying it on a scratch copy first.")
  private boolean skipRehearsal;

  private final Migrations migrations;
  private final Scripts scripts;
  private final BeanProvider<BeforeMigration> backup;

  Migrate(Migrations migrations, Scripts scripts, BeanProvider<BeforeMigration> backup) {
    this.migrations = migrations;
    this.scripts = scripts;
    this.backup = backup;
  }

  @Override
  protected Duration patience() {
    return waiting.limits().all();
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Connection home = run.home();
    Session.set(home, waiting.limits().lock());
    Standing before = Standing.read(home, scripts);
    List<Script> pending = goal.pending(before, scripts);
    run.progress(
        "%s  PostgreSQL %s  schema %d, %d pending"
            .formatted(
                run.database().place(),
                home.getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
                before.version(),
                pending.size()));
    before.mustBeOurs();
    pending.forEach(scripts::mustFollow);
    pending.forEach(Script::mustBeOnePiece);
    Strangers.mustNotBe(home, before);
    return dryRun() ? preview(run, home, before, pending) : migrate(run, home, before, pending);
  }

  private Outcome migrate(Run run, Connection home, Standing before, List<Script> pending)
      throws SQLException {
    Bootstrap.run(home);
    ScratchCopy.clear(run);
    int recorded = pending.isEmpty() ? Records.fill(home, before.done()) : 0;
    List<String> granted =
        pending.isEmpty() ? grant(run, home, before) : rehearsed(run, home, before, pending);
    if (recorded > 0) {
      run.progress("records    %d written anew".formatted(recorded));
      run.count("recorded", recorded);
    }
    if (!granted.isEmpty()) {
      run.progress("grants     " + String.join(", ", granted));
    }
    run.count("applied", pending.size());
    run.count("grants", granted.size());
    run.count("rights", RightsSeal.now(home, isPartial(before, pending)));
    boolean changed = !pending.isEmpty() || !granted.isEmpty() || recorded > 0;
    run.answer(
        "%s: schema %d%s, %s"
            .formatted(
                changed ? "done" : "nothing to do",
                goal(before, pending),
                pending.isEmpty() ? "" : ", verified",
                run.took()));
    return changed ? Outcome.DONE : Outcome.NOTHING;
  }

  private List<String> grant(Run run, Connection home, Standing before) throws SQLException {
    boolean partial = isPartial(before, List.of());
    OptionalLong last = RightsSeal.last(home);
    if (last.isPresent() && last.getAsLong() == RightsSeal.now(home, partial)) {
      return List.of();
    }
    Patience patience = new Patience(run, waiting.limits());
    while (true) {
      try {
        return new Grants(home, partial).apply();
      } catch (SQLException e) {
        if (!patience.allowsAnother(e, "grants")) {
          throw e;
        }
      }
    }
  }

  private List<String> rehearsed(Run run, Connection home, Standing before, List<Script> pending)
      throws SQLException {
    boolean precious = Data.isIn(home);
    if (precious) {
      backup(run);
    }
    if (!precious || skipRehearsal) {
      run.progress("rehearsal  skipped, " + (precious ? "as you said" : "there is no data"));
      List<String> granted = apply(run, home, before, pending);
      Verification.unrehearsed(home, scripts, goal(before, pending));
      return granted;
    }
    Rehearsal rehearsal = Rehearsal.of(run, migrations, scripts, before, pending);
    Verification verification = Verification.before(run, home, rehearsal);
    List<String> granted = apply(run, home, before, pending);
    verification.after(home, goal(before, pending));
    return granted;
  }

  private void backup(Run run) throws SQLException {
    if (skipBackup) {
      run.progress("backup     skipped, as you said");
    } else {
      backup.get().make(run, patience());
    }
  }

  private List<String> apply(Run run, Connection home, Standing before, List<Script> pending)
      throws SQLException {
    Upgrade upgrade = new Upgrade(run, migrations, scripts, waiting.limits(), new Steps(run));
    try {
      upgrade.apply(run.database(), home, before, pending);
      return upgrade.granted();
    } catch (FlywayException e) {
      throw FailedUpgrade.of(e, before, upgrade.applied().size());
    } finally {
      upgrade.applied().forEach(step -> run.item(item(step)));
    }
  }

  private static Map<String, Object> item(MigrateOutput step) {
    return Map.of(
        "version", Steps.version(step.version),
        "description", step.description,
        "took_ms", step.executionTime);
  }

  private Outcome preview(Run run, Connection home, Standing before, List<Script> pending)
      throws SQLException {
    for (Script script : pending) {
      run.answer("would apply " + script.name());
      run.item(
          Map.of(
              "version",
              "" + script.version(),
              "description",
              script.description(),
              "state",
              "pending"));
    }
    List<Script> missing = pending.isEmpty() ? Records.missing(home, before.done()) : List.of();
    missing.forEach(script -> run.answer("would record " + script.name() + " anew"));
    // What the grants will do is known only where the tables that they name already stand.
    List<String> granted =
        pending.isEmpty() ? new Grants(home, isPartial(before, pending)).preview() : List.of();
    granted.forEach(role -> run.answer("would change the grants of " + role));
    run.count("pending", pending.size());
    run.count("grants", granted.size());
    run.answer(
        "dry run: schema %d would become %d by %d migrations"
            .formatted(before.version(), goal(before, pending), pending.size()));
    boolean nothing = pending.isEmpty() && granted.isEmpty() && missing.isEmpty();
    return nothing ? Outcome.NOTHING : Outcome.DONE;
  }

  private boolean isPartial(Standing before, List<Script> pending) {
    return goal(before, pending) < scripts.all().getLast().version();
  }

  /** The version that it ends at. */
  private static int goal(Standing before, List<Script> pending) {
    return pending.isEmpty() ? before.version() : pending.getLast().version();
  }
}
