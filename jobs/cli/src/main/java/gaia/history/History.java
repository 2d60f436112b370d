package gaia.history;

import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Table;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

  @Override
  protected Outcome run(Run run) throws SQLException {
    if (limit < 1) {
      throw Stop.usage("--limit " + limit + " asks for nothing", "give 1 or more");
    }
    List<Applied> applied = read(run.home());
    run.count("migrations", applied.size());
    applied.forEach(migration -> run.item(migration.item()));
    if (applied.isEmpty()) {
      run.answer("nothing was applied yet: gaia migrate does it");
      return Outcome.NOTHING;
    }
    Table table = new Table("version", "applied", "took", "by", "what");
    applied.forEach(migration -> table.row(migration.cells()));
    table.lines().forEach(run::answer);
    return Outcome.DONE;
  }

  private List<Applied> read(Connection connection) throws SQLException {
    if (!Owner.exists(connection)) {
      return List.of();
    }
    Owner.become(connection);
    return Applied.newest(connection, limit);
  }
}
