package gaia.drift;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.closing.Closing;
import gaia.cli.Job;
import gaia.cli.Losing;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "drift",
    description = "Compare the database with the schema that this version of gaia expects.")
final class Drift extends Job {
  @Option(
      names = "--against",
      paramLabel = "URL",
      description = "Compare it with this database instead, which is as it should be.")
  private @Nullable String against;

  @Option(names = "--sql", description = "Print the SQL that closes the gap, for psql.")
  private boolean sql;

  @Mixin private Losing losing = new Losing();

  private final JsonMapper json;
  private final Scripts scripts;

  Drift(JsonMapper json, Scripts scripts) {
    this.json = json;
    this.scripts = scripts;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Connection connection = impatient(run.home());
    Catalog expected = against == null ? expected(run, connection) : other(run, against);
    Catalog actual = Catalog.read(connection);
    Closing closing = Closing.of(expected, actual);
    Report report = new Report(Differences.told(closing.differences()));
    run.count("objects", actual.items().size());
    run.count("differences", report.differences().size());
    report.items().forEach(run::item);
    byNameOnly(actual).forEach(name -> run.progress("compared by name only: " + name));
    if (closing.differences().isEmpty()) {
      run.answer(
          sql
              ? "-- no drift"
              : "no drift: %d objects, %s".formatted(actual.items().size(), run.took()));
      return Outcome.DONE;
    }
    if (sql) {
      new Reach(connection, actual).mustHold(closing.differences());
      print(run, connection, closing, new NeededValues(connection, expected, actual));
    } else {
      report.lines().forEach(run::answer);
      run.answer("drift: %d differences, %s".formatted(report.differences().size(), run.took()));
      run.progress("hint: gaia drift --sql prints what closes them");
    }
    return Outcome.DRIFT;
  }

  private Catalog expected(Run run, Connection connection) throws SQLException {
    Standing standing = Standing.read(connection, scripts);
    run.progress(
        "%s  PostgreSQL %s  schema %d"
            .formatted(
                run.database().place(),
                connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
                standing.version()));
    standing.mustBeOurs();
    mustBeCurrent(standing);
    return Expected.load(json, scripts).catalog();
  }

  /**
   * An older schema differs in all that came since, which a migration makes and no SQL of drift.
   */
  private static void mustBeCurrent(Standing standing) {
    if (standing.isBare()) {
      throw Stop.because(
          Outcome.REFUSED,
          "this database has no history of gaia's migrations",
          "gaia migrate makes the schema in an empty one, gaia adopt takes over one that is in use;"
              + " --against compares with any database");
    }
    int pending = standing.pending().size();
    if (pending > 0) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database is at schema %d, %d migrations short of what this program expects"
              .formatted(standing.version(), pending),
          "gaia plan shows them; compare after gaia migrate, or by the program that made schema "
              + standing.version());
    }
  }

  private static Catalog other(Run run, String url) throws SQLException {
    try (Connection connection = run.database(url).connect()) {
      return Catalog.read(impatient(connection));
    }
  }

  /** Even to print a view PostgreSQL waits for whoever has locked its table, who may never end. */
  private static Connection impatient(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '5s'");
    }
    return connection;
  }

  private void print(Run run, Connection connection, Closing closing, NeededValues values)
      throws SQLException {
    if (!closing.refused().isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "no SQL closes " + String.join("; ", closing.refused()),
          "close these by hand, then ask again");
    }
    values.mustBeThere(closing.differences());
    if (!losing.isAllowed()) {
      new TakenRows(connection).mustNotBe(closing);
    }
    run.item(Map.of("sql", closing.script()));
    run.answer(closing.script().stripTrailing());
  }

  private static List<String> byNameOnly(Catalog catalog) {
    return catalog.items(Kind.OTHER).stream()
        .filter(item -> !item.has("definition"))
        .map(Item::name)
        .toList();
  }
}
