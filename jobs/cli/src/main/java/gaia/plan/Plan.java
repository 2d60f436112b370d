package gaia.plan;

import gaia.cli.Outcome;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.schema.Goal;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "plan",
    description = "Print the pending SQL with its tracking rows, for psql to run as it is.")
final class Plan extends Question {
  @Mixin private Goal goal = new Goal();

  @Option(names = "--offline", description = "Ask no database: --from says where it stands.")
  private boolean offline;

  @Option(
      names = "--from",
      paramLabel = "V",
      description = "With --offline: the newest migration that is applied; 0 for none.")
  private @Nullable Integer from;

  private final Scripts scripts;

  Plan(Scripts scripts) {
    this.scripts = scripts;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    int first = offline ? said() : stands(run);
    int last = goal.version(scripts);
    List<Script> pending =
        scripts.all().stream()
            .filter(script -> script.version() > first && script.version() <= last)
            .toList();
    pending.forEach(scripts::mustFollow);
    pending.forEach(Script::mustBeOnePiece);
    run.count("pending", pending.size());
    if (pending.isEmpty()) {
      run.answer("-- nothing to do: schema " + first);
      return Outcome.NOTHING;
    }
    for (Script script : pending) {
      run.item(
          Map.of(
              "version", "" + script.version(),
              "description", script.description(),
              "sql", script.sql()));
    }
    run.answer(new Page(scripts.all(), first, pending).text());
    return Outcome.DONE;
  }

  private int stands(Run run) throws SQLException {
    if (from != null) {
      throw Stop.usage("--from is for --offline", "leave it out: the database says it");
    }
    Standing standing = Standing.read(run.home(), scripts);
    standing.mustBeOurs();
    return standing.version();
  }

  private int said() {
    if (from == null) {
      throw Stop.usage(
          "--offline does not know where the database stands", "--from V, or 0 for nowhere");
    }
    return from == 0 ? 0 : scripts.get(from).version();
  }
}
