package gaia.backup.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.archive.LocalBucket;
import gaia.backup.export.LocalAdmin.End;
import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class ManagedExportTest {
  private static final String PLACE = "gs://bucket/night";

  private Scratch database;
  private LocalBucket google;
  private LocalAdmin admin;

  @BeforeEach
  void open() throws SQLException, IOException {
    database = Scratch.migrated();
    google = LocalBucket.open();
    admin = new LocalAdmin(google);
  }

  @AfterEach
  void close() {
    admin.close();
    google.close();
  }

  @Test
  void anExport_isABackupThatSaysWhatNobodyKnows() throws IOException, SQLException {
    Ended ended = export();
    ended.succeeded();
    assertThat(ended.out())
        .containsPattern(
            "^done: gaia_backup_[0-9_]+.sql.gz in gs://bucket/night, .* exported by Cloud SQL");
    assertThat(admin.begun())
        .singleElement()
        .asString()
        .contains(
            "\"fileType\":\"SQL\"",
            "\"offload\":true",
            "\"databases\":[\"" + database.name() + "\"]")
        .containsPattern("\"uri\":\"gs://bucket/night/gaia_backup_[0-9_]+.sql.gz\"");
    assertThat(manifest())
        .contains("\"engine\":\"cloud-sql\"", "\"unknown\":[\"level\",\"rows\"")
        .doesNotContain("whether it is whole")
        .containsPattern("\"sha256\":\"[0-9a-f]{64}\"");
    assertThat(run("backups", "--to", PLACE).out()).containsPattern(" unknown +[0-9]+ +20");
    assertThat(database.read("select outcome from ops.job_runs where name = 'backup'"))
        .containsExactly("done");
  }

  @Test
  void whatPasses_isWaitedFor() throws IOException {
    admin.busy(3);
    admin.unavailable(2);
    Ended ended = export();
    ended.succeeded();
    assertThat(ended.err()).contains("waiting    ");
    assertThat(admin.begun()).hasSize(1);
  }

  @Test
  void whereTheAnswerWasLost_itIsNotBegunTwice() throws IOException {
    admin.mute(1);
    export().succeeded();
    assertThat(admin.begun()).hasSize(1);
  }

  @Test
  void oneThatNeverEnds_isToldInTimeAndTakenOverByTheNextRun() throws IOException {
    admin.ends(End.NEVER);
    Ended stuck = export("--wait", "3s");
    assertThat(stuck.exit()).isEqualTo(75);
    assertThat(stuck.err())
        .containsPattern(
            "busy: Cloud SQL exports to gaia_backup_[0-9_]+.sql.gz, still after [0-9]+ s")
        .contains("raise --wait from 3 s");
    assertThat(google.names()).isEmpty();
    admin.ends(End.WELL);
    Ended next = export();
    next.succeeded();
    assertThat(next.err()).contains("taken over " + PLACE + "/gaia_backup_");
    assertThat(admin.begun()).hasSize(1);
    export().succeeded();
    assertThat(admin.begun()).hasSize(2);
    assertThat(google.names()).hasSize(4);
  }

  @Test
  void killedWhileItWaits_theNextRunTakesItOver() throws IOException {
    admin.ends(End.NEVER);
    Process waiting = child().start(words());
    await().atMost(Duration.ofSeconds(60)).until(() -> !admin.begun().isEmpty());
    waiting.destroyForcibly().onExit().join();
    admin.ends(End.WELL);
    assertThat(export().err()).contains("taken over ");
    assertThat(admin.begun()).hasSize(1);
    assertThat(google.names()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR     | ended with an error: ERROR_RDBMS, no permission to write to the bucket",
        "TRUNCATED | ends in the middle, after ",
        "MISSING   | is not there"
      })
  void oneThatEndsBadly_isNoBackupAndNamed(End end, String told) throws IOException {
    admin.ends(end);
    Ended ended = export();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("failed: ", told, "hint: ")
        .containsPattern("gaia_backup_[0-9_]+.sql.gz");
    assertThat(google.names()).isEmpty();
  }

  @Test
  void oneThatDoesNotEndAsADumpDoes_saysSo() throws IOException {
    admin.ends(End.UNENDED);
    export().succeeded();
    assertThat(manifest()).contains("whether it is whole");
  }

  @Test
  void whereOneMayNot_itIsToldAtOnce() throws IOException {
    admin.refuses(403);
    Ended ended = export();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "does not export from p:i: The client is not authorized", "cloudsql.instances.export");
  }

  @Test
  void misuse_isExit2() throws IOException {
    String[] said = {"backup", "--database", database.url(), "--engine", "cloud-sql", "--to"};
    assertThat(child().run(with(said, "backups")).exit()).isEqualTo(2);
    assertThat(child().run(with(said, PLACE, "--level", "3")).exit()).isEqualTo(2);
    Ended nowhere =
        new Child().with(Map.of("STORAGE_EMULATOR_HOST", google.url())).run(with(said, PLACE));
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("set DB_INSTANCE_CONNECTION_NAME");
  }

  @Test
  void aDryRun_beginsNothing() throws IOException {
    Ended ended = export("--dry-run");
    ended.succeeded();
    assertThat(ended.out())
        .contains("dry run: " + database.name() + " of p:i would be exported to " + PLACE);
    assertThat(admin.begun()).isEmpty();
  }

  private String manifest() {
    String name =
        google.names().stream().filter(each -> each.endsWith(".json")).findFirst().orElseThrow();
    return new String(google.content(name), UTF_8);
  }

  private Ended export(String... more) throws IOException {
    return child().run(with(words(), more));
  }

  private Ended run(String... words) throws IOException {
    return child().run(words);
  }

  private String[] words() {
    return new String[] {
      "backup", "--database", database.url(), "--engine", "cloud-sql", "--to", PLACE
    };
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Child child() {
    return new Child()
        .with(
            Map.of(
                "STORAGE_EMULATOR_HOST", google.url(),
                "CLOUDSDK_API_ENDPOINT_OVERRIDES_SQL", admin.url(),
                "DB_INSTANCE_CONNECTION_NAME", "p:europe-west1:i"));
  }
}
