package gaia.rollback;

import gaia.cli.ChangingJob;
import gaia.cli.Consent;
import gaia.cli.JobLock;
import gaia.cli.Losing;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.migrate.Migrations;
import gaia.migrate.Waiting;
import gaia.schema.Records;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Session;
import gaia.schema.Standing;
import gaia.schema.Undo;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Singleton
@Command(name = "rollback", description = "Take back the newest migration, or several.")
final class Rollback extends ChangingJob {
  @Mixin private HowFar howFar = new HowFar();

  @Mixin private Losing losing = new Losing();

  @Mixin private Consent consent = new Consent();

  @Mixin private Waiting waiting = new Waiting();

  private final Migrations migrations;
  private final Scripts scripts;

  Rollback(Migrations migrations, Scripts scripts) {
    this.migrations = migrations;
    this.scripts = scripts;
  }

  /** What a migrate is doing must not be taken back meanwhile, nor the other way round. */
  @Override
  protected String turn() {
    return "migrate";
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
    before.mustBeOurs();
    List<Script> undone = howFar.undone(before);
    if (undone.isEmpty()) {
      run.answer("nothing to do: schema " + before.version());
      return Outcome.NOTHING;
    }
    Undo.mustBeWritten(undone);
    Records.mustHaveKept(home, undone);
    run.progress(
        "%s  schema %d, %d to take back: %s"
            .formatted(
                run.database().place(), before.version(), undone.size(), HowFar.names(undone)));
    return dryRun() ? preview(run, before, undone) : rollback(run, before, undone);
  }

  private Outcome rollback(Run run, Standing before, List<Script> undone) throws SQLException {
    consent.ask(run);
    Trial trial = Trial.of(run, migrations, scripts, before, undone);
    Losses lost = new Reversal(run, trial, undone, losing.isAllowed(), waiting.limits()).commit();
    tell(run, undone, lost);
    run.answer("done: schema %d, verified, %s".formatted(HowFar.goal(before, undone), run.took()));
    return Outcome.DONE;
  }

  private Outcome preview(Run run, Standing before, List<Script> undone) throws SQLException {
    try (JobLock lock = JobLock.take(run, turn(), patience())) {
      Trial trial = Trial.of(run, migrations, scripts, before, undone);
      Losses lost = new Reversal(run, trial, undone, true, waiting.limits()).preview();
      undone.reversed().forEach(script -> run.answer("would take back " + script.name()));
      lost.all().forEach(loss -> run.answer("would lose " + loss));
      tell(run, undone, lost);
      run.answer(
          "dry run: schema %d would become %d, %d rows would be lost"
              .formatted(before.version(), HowFar.goal(before, undone), lost.rows()));
      return Outcome.DONE;
    }
  }

  private static void tell(Run run, List<Script> undone, Losses lost) {
    for (Script script : undone.reversed()) {
      run.item(Map.of("version", "" + script.version(), "description", script.description()));
    }
    lost.all().forEach(loss -> run.item(Map.of("lost", loss.what(), "rows", loss.rows())));
    run.count("undone", undone.size());
    run.count("rows_lost", lost.rows());
  }
}
