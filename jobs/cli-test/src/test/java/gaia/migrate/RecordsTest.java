package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migrate writes down beside Flyway's history, and the questions that are asked of it. */
class RecordsTest {
  private Scratch database;

  @BeforeEach
  void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void questions_runAsPrinted() throws SQLException {
    int all = BundledScripts.newest();
    assertThat(database.read("SELECT * FROM migration_history ORDER BY applied_at;")).hasSize(all);
    assertThat(database.read("SELECT * FROM schema_status;"))
        .containsExactly("%03d".formatted(all));
    assertThat(database.read("SELECT * FROM migration_dependency_tree;"))
        .contains("014_migration_status");
    assertThat(database.read("SELECT migration_exists('001_initial_schema');"))
        .containsExactly("f");
    assertThat(database.read("SELECT * FROM get_migration_status('002_add_avatar_usage');"))
        .containsExactly("002_add_avatar_usage");
    String register =
        """
        SELECT register_migration(
            '006_new_feature',
            '006_new_feature.sql',
            'Description of new feature',
            'checksum_hash',
            1500, -- execution time in ms
            'DROP TABLE new_feature_table;' -- rollback SQL
        );
        """;
    assertThat(database.read(register)).containsExactly("t");
    assertThat(database.read(register)).containsExactly("f");
    assertThat(database.read("SELECT migration_exists('006_new_feature');")).containsExactly("t");
  }

  @Test
  void everyMigration_isRecordedWithWhatTakesItBack() throws SQLException {
    assertThat(
            database.read(
                """
                select h.version from ops.flyway_history h
                left join ops.schema_migrations m on m.filename = h.script
                where m.checksum !~ '^[0-9a-f]{64}$' or m.rollback_sql is null
                  or m.execution_time_ms <> h.execution_time or m.version is null
                """))
        .isEmpty();
    assertThat(
            database.read(
                "select rollback_sql from migration_history where version = '012_job_runs'"))
        .containsExactly(
            BundledScripts.text(BundledScripts.undoOf(BundledScripts.migrations().get(11))));
    assertThat(database.read("select status from get_migration_status('012_job_runs')"))
        .containsExactly("applied");
  }

  @Test
  void dependencies_makeATree() throws SQLException {
    assertThat(
            database.read(
                """
                select depends_on || ' ' || depth || ' ' || path from migration_dependency_tree
                where version = '014_migration_status'
                """))
        .containsExactly("013_migration_records 1 013_migration_records -> 014_migration_status");
  }

  @Test
  void registeredByHand_isShownAndMovesNoVersion() throws SQLException {
    database.run("select register_migration('999_by_hand', 'x.sql', 'x', 'sum', 5)");
    assertThat(
            database.read(
                """
                select s.current_version || ' ' || s.migrations_registered || ' '
                       || h.applied_by || ' ' || h.execution_time_ms
                from schema_status s, migration_history h where h.version = '999_by_hand'
                """))
        .containsExactly("%03d 1 gaia-migrate@local.iam 5".formatted(BundledScripts.newest()));
    assertThatThrownBy(
            () -> database.run("select register_migration('999_by_hand', 'x', 'x', 'other', 5)"))
        .hasMessageContaining("recorded with another checksum");
  }

  @ParameterizedTest
  @CsvSource({
    "migration_records_name_form,       \"update ops.migration_records set name = 'x y'\"",
    "migration_records_took_ms_positive,'select register_migration(''1_a'', ''a'', ''a'', ''a'', -1)'",
    "migration_records_registered_whole,'update ops.migration_records set took_ms = 1'",
    "job_runs_name_form,                'update ops.job_runs set name = ''A'''",
    "job_runs_outcome_known,            'update ops.job_runs set outcome = ''odd'''",
    "job_runs_outcome_when_finished,    'update ops.job_runs set finished_at = null'",
    "job_runs_numbers_object,           'update ops.job_runs set numbers = ''[]'''",
  })
  void brokenRules_areNamed(String rule, String sql) {
    assertThatThrownBy(() -> database.run(sql.replace("\"", ""))).hasMessageContaining(rule);
  }

  @Test
  void nobodyElseMayAsk() throws SQLException {
    try (Connection session = database.as("session");
        Statement statement = session.createStatement()) {
      for (String question :
          List.of(
              "select * from migration_history",
              "select migration_exists('x')",
              "select register_migration('1_a', 'a', 'a', 'a', 1)",
              "select * from ops.job_runs",
              "select ops.begin_run(gen_random_uuid(), 'migrate', now())")) {
        assertThatThrownBy(
                () -> {
                  try (ResultSet row = statement.executeQuery(question)) {
                    row.next();
                  }
                })
            .as(question)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void unmetDependency_isRefused(@TempDir Path folder) throws IOException, SQLException {
    Pending pending =
        Pending.in(folder)
            .add(
                1,
                "next",
                "-- Why.\n-- depends-on: 003, %03d\nselect 1;".formatted(Pending.version(2)))
            .add(2, "last", "select 1;");
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err())
        .contains(
            "%d next depends on %03d, which is no migration before it"
                .formatted(Pending.version(1), Pending.version(2)));
    pending.add(1, "next", "-- Why.\n-- depends-on: 003, 8\nselect 1;");
    pending.run(database, "migrate").succeeded();
    assertThat(
            database.read(
                """
                select depends_on_version from ops.migration_dependencies
                where migration_version = '%03d_next' order by 1
                """
                    .formatted(Pending.version(1))))
        .containsExactly("003_moved", "008_campaign_sessions");
  }
}
