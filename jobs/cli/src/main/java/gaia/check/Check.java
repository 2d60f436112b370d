package gaia.check;

import gaia.cli.Outcome;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.schema.Records;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Singleton
@Command(
    name = "check",
    description =
        "Say by exit code whether the schema is current (0), migrations are pending (1), or one"
            + " or its record was edited or removed after it was applied (65).")
final class Check extends Question {
  private final Scripts scripts;

  Check(Scripts scripts) {
    this.scripts = scripts;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Standing standing = Standing.read(run.home(), scripts);
    standing.mustBeOurs();
    Records.mustHaveKept(run.home(), standing.done());
    List<Script> pending = standing.pending();
    pending.forEach(scripts::mustFollow);
    for (Script script : pending) {
      run.answer("pending " + script.name() + stopped(standing, script));
      run.item(
          Map.of(
              "version",
              "" + script.version(),
              "description",
              script.description(),
              "state",
              "pending"));
    }
    run.count("pending", pending.size());
    run.answer(
        pending.isEmpty()
            ? "schema %d is current".formatted(standing.version())
            : "schema %d, %d pending".formatted(standing.version(), pending.size()));
    return pending.isEmpty() ? Outcome.DONE : Outcome.DRIFT;
  }

  private static String stopped(Standing standing, Script script) {
    return standing.hasFailed(script) ? ", stopped half-way: gaia migrate goes on" : "";
  }
}
