package gaia.stats;

import gaia.cli.Outcome;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.settings.Budget;
import gaia.settings.Deployment;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "stats",
    description =
        "Sizes, connections, the connection budget, cache hits, long statements, and indexes that"
            + " nobody uses or that are invalid.")
final class Stats extends Question {
  private static final String BUDGET = "connection budget";
  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "database",
              """
              select current_database() as name, pg_database_size(current_database()) as size_bytes,
                blks_hit::float8 / nullif(blks_hit + blks_read, 0) as cache_hit_share,
                xact_commit as commits, xact_rollback as rollbacks, deadlocks, temp_bytes as spilled_bytes
              from pg_stat_database where datname = current_database()
              """),
          new Section(
              BUDGET,
              """
              select current_setting('max_connections')::bigint as at_most,
                count(*) as used, count(*) filter (where ours) as ours,
                current_setting('superuser_reserved_connections')::bigint
                  + coalesce(current_setting('reserved_connections', true), '0')::bigint as reserved,
                current_setting('max_connections')::bigint - count(*)
                  - current_setting('superuser_reserved_connections')::bigint
                  - coalesce(current_setting('reserved_connections', true), '0')::bigint as free
              from ops.connections()
              """),
          new Section(
              "connections",
              """
              select coalesce(state, '-') as state, login as "user", coalesce(application, '') as application,
                count(*) as number, max(extract(epoch from clock_timestamp() - since))::bigint as longest_seconds
              from ops.connections()
              group by 1, 2, 3 order by 4 desc, 2, 3, 1
              """),
          new Section(
              "tables",
              """
              select relid::regclass::text as "table", pg_total_relation_size(relid) as total_bytes,
                pg_table_size(relid) as table_bytes, pg_indexes_size(relid) as indexes_bytes,
                n_live_tup as rows, n_dead_tup as dead
              from pg_stat_user_tables order by 2 desc, 1
              """),
          new Section(
              "long statements",
              """
              select pid, login as "user", extract(epoch from clock_timestamp() - since)::bigint as for_seconds, did
              from ops.connections()
              where state = 'active' and since < clock_timestamp() - interval '10 s' order by since
              """),
          new Section(
              "unused indexes",
              """
              select indexrelid::regclass::text as index, relid::regclass::text as "table",
                pg_relation_size(indexrelid) as size_bytes
              from pg_stat_user_indexes join pg_index using (indexrelid)
              where idx_scan = 0 and not indisunique and indisvalid order by 3 desc, 1
              """),
          new Section(
              "invalid indexes",
              """
              select indexrelid::regclass::text as index, indrelid::regclass::text as "table",
                pg_relation_size(indexrelid) as size_bytes
              from pg_index where not indisvalid or not indisready order by 1
              """));

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "Rows of each table at most (${DEFAULT-VALUE}).")
  private int top;

  private final BeanProvider<JsonMapper> json;

  Stats(BeanProvider<JsonMapper> json) {
    this.json = json;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    if (top < 1) {
      throw Stop.usage("--top " + top + " asks for nothing", "give 1 or more");
    }
    Connection connection = run.home();
    run.answer(
        "%s  PostgreSQL %s"
            .formatted(
                run.database().place(),
                connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0]));
    Budget budget = Budget.of(connection, Deployment.fromEnvironment(json::get));
    run.count("connections_needed", budget.needed());
    run.count("max_connections", budget.most());
    for (Section section : SECTIONS) {
      section.tell(run, connection, top);
      if (section.title().equals(BUDGET)) {
        run.answer(budget.told() + (budget.fits() ? "" : ": more than there are"));
      }
    }
    return Outcome.DONE;
  }
}
