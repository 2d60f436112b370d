package gaia.cli;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Program.Ended;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final String RUNS =
      """
      select concat_ws(' ', name, outcome, dry_run, numbers, error)
      from ops.job_runs order by run_id
      """;
  private static final String HOLD = "select pg_advisory_lock(hashtextextended('gaia migrate', 0))";
  private static final Map<String, String> BY_SCHEDULE = Map.of("GAIA_SCHEDULED", "true");

  private Scratch database;

  @BeforeEach
  void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void theFirstMigrate_isItsFirstRow() throws SQLException {
    assertThat(database.read(RUNS)).singleElement().asString().startsWith("migrate done f {");
    assertThat(
            database.read(
                """
                select (substr(run_id::text, 15, 1), started_at < finished_at,
                        finished_at between now() - interval '50 minutes' and now())::text
                from ops.job_runs
                """))
        .containsExactly("(7,t,t)");
  }

  @Test
  void everyRunLeavesItsRow_aDryRunToo() throws SQLException {
    Ended again = gaia("migrate", "--json", "--database", database.url());
    gaia("migrate", "--dry-run", "--database", database.url());
    gaia("history", "--database", database.url());
    assertThat(database.read(RUNS))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("migrate done f"),
            second -> assertThat(second).startsWith("migrate nothing f {\"grants\": 0, "),
            third -> assertThat(third).startsWith("migrate nothing t {"));
    assertThat(database.read("select run_id::text from ops.job_runs"))
        .contains(String.valueOf(again.json().get("run_id")));
  }

  @Test
  void aFailure_isRecordedWithItsWords() throws SQLException {
    database.run("update ops.flyway_history set checksum = 1 where version = '003'");
    assertThat(gaia("migrate", "--database", database.url()).exit()).isEqualTo(65);
    assertThat(database.read(RUNS).getLast())
        .contains("migrate refused f", "edited or removed", "hint: ");
  }

  @Test
  void aKilledRun_showsAndIsClosedByTheNext() throws SQLException, IOException {
    try (Connection other = database.owner();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table ops.flyway_history in access exclusive mode");
      Process migrate =
          new Child().start("migrate", "--lock-timeout", "10m", "--database", database.url());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> database.read(RUNS).contains("migrate f {}"));
      migrate.destroyForcibly().onExit().join();
    }
    assertThat(database.read(RUNS).getLast()).isEqualTo("migrate f {}");
    gaia("migrate", "--database", database.url()).succeeded();
    assertThat(database.read(RUNS))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("migrate done"),
            killed -> assertThat(killed).startsWith("migrate failed f {} killed: it never said"),
            next -> assertThat(next).startsWith("migrate nothing"));
  }

  @Test
  void busy_isAnErrorForAPersonAndNoneForTheSchedule() throws SQLException, IOException {
    try (Connection other = database.asMigrateIn("postgres");
        Statement statement = other.createStatement()) {
      statement.execute(HOLD);
      String[] words = {"migrate", "--json", "--wait", "0s", "--database", database.url()};
      Ended person = gaia(words);
      assertThat(person.exit()).isEqualTo(75);
      assertThat(person.json()).containsEntry("outcome", "busy");
      assertThat(person.err()).doesNotContain("severity");
      Ended schedule = new Child().with(BY_SCHEDULE).run(words);
      schedule.succeeded();
      assertThat(schedule.json()).containsEntry("outcome", "skipped").containsEntry("exit", 0);
      new Child().with(Map.of("CLOUD_RUN_JOB", "gaia-migrate")).run(words).succeeded();
    }
    assertThat(database.read("select outcome from ops.job_runs order by run_id"))
        .isEqualTo(List.of("done", "busy", "skipped", "skipped"));
  }

  @Test
  void aScheduledRun_logsItselfAndEachJobsAge() throws SQLException, IOException {
    database.run(
        """
        insert into ops.job_runs (run_id, name, started_at, finished_at, outcome) values
          (gen_random_uuid(), 'backup', now() - interval '3 hours', now() - interval '2 hours', 'done'),
          (gen_random_uuid(), 'backup', now() - interval '1 hour', now(), 'failed'),
          (gen_random_uuid(), 'drill', now() - interval '1 hour', now(), 'skipped')
        """);
    Ended ended = new Child().with(BY_SCHEDULE).run("migrate", "--database", database.url());
    assertThat(ended.err().lines())
        .filteredOn(line -> line.startsWith("{"))
        .singleElement()
        .asString()
        .contains("\"severity\":\"INFO\"", "\"command\":\"migrate\"", "\"outcome\":\"nothing\"")
        .containsPattern(
            "\"age_seconds\":\\{\"backup\":72\\d\\d,\"drill\":108\\d\\d,\"migrate\":0}");
  }

  @Test
  void withoutALedger_theLogStillSays() throws IOException {
    Ended ended =
        new Child()
            .with(BY_SCHEDULE)
            .run(
                "migrate",
                "--connect-timeout",
                "0s",
                "--database",
                "postgresql://a:b@127.0.0.1:1/c");
    assertThat(ended.exit()).isEqualTo(75);
    assertThat(ended.err())
        .contains("\"severity\":\"ERROR\"", "\"outcome\":\"unreachable\"", "\"age_seconds\":{}");
  }

  @Test
  void aLostLedger_isSaidAloudAndStopsNothing() throws SQLException {
    database.run("alter table ops.job_runs rename finished_at to lost");
    Ended ended = gaia("migrate", "--dry-run", "--database", database.url());
    ended.succeeded();
    assertThat(ended.err()).contains("the run is not in the ledger: column");
  }

  @Test
  void aJobsLogin_writesThroughTheFunctionsAlone() throws SQLException {
    try (Connection migrate = database.as("migrate")) {
      assertThat(Scratch.read(migrate, "select ops.begin_run(gen_random_uuid(), 'prune', now())"))
          .hasSize(1);
    }
    assertThat(
            database.read(
                """
                select has_table_privilege('gaia_migrate', 'ops.job_runs', 'select, insert, update, delete')
                """))
        .containsExactly("f");
  }
}
