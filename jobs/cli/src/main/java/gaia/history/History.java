package gaia.history;

import gaia.cli.Outcome;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Table;
import gaia.cli.Took;
import gaia.schema.Applied;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(name = "history", description = "List the migrations that were applied, newest first.")
final class History extends Question {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many at most (${DEFAULT-VALUE}).")
  private int limit;

  private final Scripts scripts;

  History(Scripts scripts) {
    this.scripts = scripts;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    if (limit < 1) {
      throw Stop.usage("--limit " + limit + " asks for nothing", "give 1 or more");
    }
    List<Applied> newest =
        Standing.read(run.home(), scripts).history().reversed().stream().limit(limit).toList();
    run.count("migrations", newest.size());
    newest.forEach(migration -> run.item(item(migration)));
    if (newest.isEmpty()) {
      run.answer("nothing was applied yet: gaia migrate does it");
      return Outcome.NOTHING;
    }
    Table table = new Table("version", "applied", "took", "by", "what");
    newest.forEach(migration -> table.row(cells(migration)));
    table.lines().forEach(run::answer);
    return Outcome.DONE;
  }

  private static String[] cells(Applied migration) {
    return new String[] {
      "" + migration.version(),
      date(migration),
      Took.millis(migration.took()),
      migration.by(),
      migration.description() + (migration.success() ? "" : " (stopped half-way)")
    };
  }

  private static Map<String, Object> item(Applied migration) {
    return Map.of(
        "version", "" + migration.version(),
        "description", migration.description(),
        "applied_at", date(migration),
        "applied_by", migration.by(),
        "took_ms", migration.took().toMillis(),
        "success", migration.success());
  }

  private static String date(Applied migration) {
    return migration.at().toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
