package gaia.doctor;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.archive.Drill;
import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.cli.Child;
import gaia.cli.Gate;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault is made on a real server, by its narrow login it is found. */
class DoctorTest {
  private static final String RUN =
      """
      insert into ops.job_runs (run_id, name, started_at, finished_at, outcome, error)
      values (gen_random_uuid(), '%s', now() - interval '%s', now() - interval '%2$s', '%s', '%s');
      """;

  @TempDir private Path shelf;
  private Scratch database;

  @BeforeEach
  void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void aFreshDatabase_isToldWhatIsMissing_inATable() {
    Ended ended = doctor();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("verdict +check +found")
        .containsPattern(
            "fail +admin +nobody who signs in is an admin\n +-> gaia admin grant --sub")
        .containsPattern("fail +backup +none in .*\n +-> gaia backup\n")
        .containsPattern("fail +restore drill +no backup here was ever restored\n +-> gaia drill\n")
        .containsPattern("fail +query logging +.*no statement is logged")
        .containsPattern("warn +tls +plaintext to 127.0.0.1, ssl is off there")
        .containsPattern("pass +password +gaia-doctor@local.iam has one of 36 characters")
        .containsPattern("pass +schema +\\d+ is current")
        .containsPattern("skip +redis +none is configured")
        .containsPattern(
            "(?s)pass  .*skip  .*warn  .*fail  .*\\d+ pass, \\d+ skip, \\d+ warn, \\d+ fail");
  }

  @Test
  void whatIsMended_passes() throws SQLException {
    database.run(
        """
        insert into auth.users (user_id, issuer, subject, is_admin) values (gen_random_uuid(), 'i', 's', true);
        """
            + RUN.formatted("drift", "1 hour", "done", ""));
    Ended ended = json();
    assertThat(finding(ended, "admin")).containsEntry("verdict", "pass");
    assertThat(finding(ended, "drift")).containsEntry("verdict", "pass");
    assertThat(finding(ended, "job drift")).containsEntry("verdict", "pass");
  }

  @Test
  void anOldOrFailedJob_isFoundByTheSchedulesOwnLimit() throws SQLException {
    database.run(
        RUN.formatted("keepalive", "30 min", "done", "")
            + RUN.formatted("prune", "30 min", "done", "")
            + RUN.formatted("prune", "20 min", "failed", "out of luck; hint: none")
            + RUN.formatted("drift", "1 hour", "drift", "")
            + RUN.formatted("backup", "3 days", "failed", "no space"));
    Ended ended = json();
    assertThat(finding(ended, "job keepalive"))
        .containsEntry("verdict", "fail")
        .containsEntry(
            "evidence", "succeeded 30 min ago, at most 16 min; the last, 30 min ago, was done");
    assertThat(finding(ended, "job prune"))
        .containsEntry("verdict", "warn")
        .containsEntry(
            "evidence",
            "succeeded 30 min ago, at most 100 min; the last, 20 min ago, was failed out of luck");
    assertThat(finding(ended, "job backup")).containsEntry("verdict", "fail");
    assertThat(finding(ended, "drift")).containsEntry("verdict", "fail");
    assertThat(ended.exit()).isEqualTo(1);
  }

  @Test
  void aDamagedSchema_isFound() throws SQLException {
    database.run(
        """
        update ops.flyway_history set checksum = 1 where version = '003';
        create table public.twice (n int); insert into public.twice values (1), (1);
        create sequence public.small as smallint; select setval('public.small', 32000);
        """);
    try (Connection owner = database.owner()) {
      assertThatThrownBy(
              () ->
                  Scratch.execute(
                      owner, "create unique index concurrently once on public.twice (n)"))
          .isInstanceOf(SQLException.class);
    }
    Ended ended = json();
    assertThat(finding(ended, "schema"))
        .containsEntry("verdict", "fail")
        .extractingByKey("evidence")
        .asString()
        .contains("edited or removed");
    assertThat(finding(ended, "invalid indexes"))
        .containsEntry("verdict", "fail")
        .containsEntry("remedy", "reindex index concurrently public.once");
    assertThat(finding(ended, "sequences"))
        .containsEntry("verdict", "fail")
        .extractingByKey("evidence")
        .asString()
        .contains("public.small with 97.7 % used, 767 left");
  }

  @Test
  void aPasswordThatEverybodyKnows_isTried() throws SQLException {
    try (Connection cloud = database.as("migrate")) {
      Scratch.execute(
          cloud,
          "set role cloudsqlsuperuser; create role gaia login password 'gaia_secure_password'");
      try {
        assertThat(finding(json(), "default passwords"))
            .containsEntry("verdict", "fail")
            .containsEntry("evidence", "open to gaia with gaia_secure_password");
      } finally {
        Scratch.execute(cloud, "drop role gaia");
      }
    }
  }

  @Test
  void whatCannotBeAsked_isSkippedWithWhy_andTheRestIsMade() throws SQLException {
    database.run("revoke select on ops.job_runs, ops.job_ages from gaia_doctor");
    Ended ended = json();
    assertThat(finding(ended, "jobs"))
        .containsEntry("verdict", "skip")
        .extractingByKey("evidence")
        .asString()
        .contains("permission denied for view job_ages");
    assertThat(finding(ended, "schema")).containsEntry("verdict", "pass");
    assertThat(finding(ended, "sequences")).containsEntry("verdict", "pass");
  }

  @Test
  void withoutADatabase_itSaysWhatIsKnown_andExits75() {
    Ended ended =
        gaia(
            "doctor",
            "--json",
            "--connect-timeout",
            "0s",
            "--backups",
            shelf.toString(),
            "--database",
            "postgresql://gaia:gaia_secure_password@127.0.0.1:1/gaia");
    assertThat(ended.exit()).isEqualTo(75);
    assertThat(ended.json()).containsEntry("outcome", "unreachable");
    assertThat(finding(ended, "way to the server"))
        .containsEntry("verdict", "fail")
        .containsEntry("evidence", "nothing listens at 127.0.0.1:1");
    assertThat(finding(ended, "password")).containsEntry("verdict", "fail");
    assertThat(finding(ended, "secrets"))
        .containsEntry("verdict", "warn")
        .extractingByKey("evidence")
        .asString()
        .contains("--database");
    assertThat(finding(ended, "backup")).containsEntry("verdict", "fail");
    assertThat(ended.err()).contains("no connection to gaia@127.0.0.1:1", "hint: ");
  }

  @Test
  void aServerThatFallsSilent_holdsItUpNoLongerThanItWaits() throws IOException {
    try (Gate silent = Gate.silentAfter(database.port(), 2500)) {
      String url = database.url("doctor").replace(":" + database.port(), ":" + silent.port());
      Instant begun = Instant.now();
      Ended ended =
          gaia(
              "doctor",
              "--json",
              "--connect-timeout",
              "1s",
              "--backups",
              shelf.toString(),
              "--database",
              url);
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(verdicts(ended)).containsEntry("backup", "fail").containsEntry("vacuum", "skip");
    }
  }

  @Test
  void aWrongPassword_isNoReasonToSayNothing() {
    String url = database.url("doctor").replaceFirst("(:)[0-9a-f]{36}@", ":0123456789abcdef@");
    Ended ended = gaia("doctor", "--json", "--backups", shelf.toString(), "--database", url);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.json()).containsEntry("outcome", "failed");
    assertThat(finding(ended, "way to the server"))
        .extractingByKey("evidence")
        .asString()
        .contains("something listens at 127.0.0.1:");
  }

  @Test
  void warnings_failOnlyWhenThatIsSaid() throws SQLException, IOException {
    database.run(
        "insert into auth.users (user_id, issuer, subject, is_admin) values (gen_random_uuid(), 'i', 's', true);"
            + RUN.formatted("drift", "10 min", "done", ""));
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "alter database " + database.name() + " set log_statement = 'ddl'");
    }
    put(backup(), "PT1H", "PT1H", true);
    Ended warns = json();
    assertThat(verdicts(warns)).doesNotContainValue("fail").containsEntry("tls", "warn");
    assertThat(finding(warns, "backup"))
        .containsEntry("verdict", "pass")
        .extractingByKey("evidence")
        .asString()
        .contains(" is 60 min old, ", " kB, 1 in ");
    warns.succeeded();
    assertThat(doctor("--json", "--fail-on", "warn").json())
        .containsEntry("outcome", "unhealthy")
        .containsEntry("exit", 1);
    assertThat(gaia("doctor", "--fail-on", "nothing").exit()).isEqualTo(2);
  }

  @Test
  void aBackupThatIsOldOrGone_andADrillThatFailed_areFound() throws IOException {
    Manifest manifest = backup();
    put(manifest, "PT49H", "PT1H", false);
    Ended old = json();
    assertThat(finding(old, "backup"))
        .containsEntry("verdict", "fail")
        .extractingByKey("evidence")
        .asString()
        .contains(manifest.file() + " is 2 days old");
    assertThat(finding(old, "restore drill"))
        .containsEntry("verdict", "fail")
        .containsEntry("evidence", "failed 60 min ago: rows differ");
    put(manifest, "PT1H", "PT49H", true);
    Files.delete(shelf.resolve(manifest.file()));
    assertThat(finding(json(), "backup")).containsEntry("evidence", manifest.file() + " is gone");
    assertThat(finding(json(), "restore drill")).containsEntry("verdict", "fail");
  }

  @Test
  void aDiskThatWillSoonBeFull_isFoundByWhatItSawBefore() throws SQLException, IOException {
    database.run(
        """
        insert into ops.job_runs (run_id, name, started_at, finished_at, outcome, numbers) values
          (gen_random_uuid(), 'doctor', now() - interval '4 days', now() - interval '4 days', 'done',
           jsonb_build_object('database_bytes', pg_database_size(current_database()) - 8 * 1024 * 1024))
        """);
    Ended ended =
        new Child()
            .with(Map.of("GAIA_DEPLOYMENT", "{\"disk_limit_gb\": 1}"))
            .run("doctor", "--json", "--database", database.url("doctor"));
    assertThat(finding(ended, "disk"))
        .containsEntry("verdict", "pass")
        .extractingByKey("evidence")
        .asString()
        .containsPattern("\\d+ MB, (1.9|2.0) MB a day more, \\d\\.\\d % of 1 GB");
  }

  private Manifest backup() throws IOException {
    Ended ended = gaia("backup", "--quiet", "--to", shelf.toString(), "--database", database.url());
    ended.succeeded();
    return shelf().list().backups().getFirst().manifest();
  }

  /** As if it had been made, and tried, so long ago. */
  private void put(Manifest manifest, String made, String drilled, boolean passed)
      throws IOException {
    Instant now = Instant.now();
    shelf().put(Given.madeAt(manifest, now.minus(Duration.parse(made))));
    shelf()
        .put(
            manifest,
            new Drill(
                now.minus(Duration.parse(drilled)).toString(),
                passed,
                2000,
                3000,
                "embedded",
                passed ? null : "rows differ"));
  }

  private Shelf shelf() {
    return new Shelf(Store.of(shelf.toString()), JsonMapper.createDefault());
  }

  @Test
  void whatTerraformSaid_isComparedWithTheLiveServer() throws SQLException, IOException {
    try (Connection owner = database.owner()) {
      Scratch.execute(owner, "alter database " + database.name() + " set random_page_cost = '7.5'");
    }
    String deployment =
        """
        {"memory_mb": 1740, "disk_type": "HDD", "disk_limit_gb": 1, "max_connections": 50,
         "functions": {"session": {"pool": 30, "max_instances": 9}}, "jobs": 7, "client_connections": 7,
         "authorized_networks": {"office": "203.0.113.0/16"}, "connector_required": false, "private_ip": false,
         "ssl_mode": "ALLOW_UNENCRYPTED_AND_ENCRYPTED", "point_in_time_recovery": true,
         "alert_policies": 9, "alert_emails": 0, "secrets": ["gaia-invite-token-key"], "another": 1}
        """;
    Ended ended =
        new Child()
            .with(
                Map.of(
                    "GAIA_DEPLOYMENT",
                    deployment,
                    "CLOUD_RUN_JOB",
                    "gaia-doctor",
                    "DATABASE_URL",
                    database.url("doctor")))
            .run("doctor", "--json", "--backups", shelf.toString());
    assertThat(finding(ended, "setting random_page_cost"))
        .containsEntry("evidence", "7.5, and 4 is wanted");
    assertThat(finding(ended, "setting shared_buffers")).containsEntry("verdict", "warn");
    assertThat(finding(ended, "connection budget"))
        .containsEntry("verdict", "warn")
        .extractingByKey("evidence")
        .asString()
        .contains("may be needed (functions 540, jobs 12, password clients 7, reserve 8)");
    assertThat(verdicts(ended))
        .containsEntry("alerts", "fail")
        .containsEntry("authorized networks", "warn")
        .containsEntry("tls of others", "fail")
        .containsEntry("secrets", "fail")
        .containsEntry("point in time", "pass")
        .containsEntry("disk", "pass");
  }

  @Test
  void aClientsPassword_isReadFromItsSecretAndTried() throws SQLException, IOException {
    Path secret = shelf.resolve("store.url");
    try (Connection cloud = database.as("migrate")) {
      Scratch.execute(
          cloud,
          "set role cloudsqlsuperuser; create role client login password 'fifteen letters'; grant gaia_store to client");
      try {
        assertThat(client(secret, "client:fifteen%20letters"))
            .containsEntry("verdict", "fail")
            .extractingByKey("evidence")
            .asString()
            .matches("client, 15 characters, \\d+ s old: weak, 16 are wanted");
        assertThat(client(secret, "client:a%20wrong%20one%20of%20more"))
            .containsEntry("verdict", "fail")
            .extractingByKey("evidence")
            .asString()
            .contains("and it gets nobody in");
        Scratch.execute(cloud, "alter role client password 'sixteen letters!'");
        assertThat(client(secret, "client:sixteen%20letters!")).containsEntry("verdict", "pass");
        Files.setLastModifiedTime(secret, FileTime.from(Instant.now().minus(Duration.ofDays(91))));
        assertThat(client(secret, null))
            .containsEntry("verdict", "warn")
            .containsEntry("evidence", "client, 16 characters, 91 days old");
      } finally {
        Scratch.execute(cloud, "drop role client");
      }
    }
  }

  private Map<String, Object> client(Path secret, @Nullable String who) throws IOException {
    if (who != null) {
      Files.writeString(secret, database.url("doctor").replaceFirst("//.*@", "//" + who + "@"));
    }
    Ended ended =
        new Child()
            .with(Map.of("PASSWORD_CLIENTS", "store", "PASSWORD_SECRET", secret.toString()))
            .run("doctor", "--json", "--database", database.url("doctor"));
    return finding(ended, "password of store");
  }

  @Test
  void aTransactionThatStaysOpen_isNamed() throws SQLException {
    try (Connection session = database.as("session")) {
      Scratch.execute(session, "begin; select 1");
      try (Connection doctor = database.as("doctor")) {
        assertThat(Load.transactions(Given.patient(doctor), 0).evidence())
            .contains("gaia-session@local.iam", "idle in transaction");
      }
    }
  }

  @Test
  void itsRight_isNoWiderThanItsChecks() throws SQLException {
    try (Connection doctor = database.as("doctor")) {
      for (String statement :
          List.of(
              "select email from auth.users",
              "update auth.users set is_admin = true",
              "delete from ops.job_runs",
              "select undo_sql from ops.migration_records",
              "select ops.end_connection(1, now(), interval '0')",
              "select from public.campaign_sessions")) {
        assertThatThrownBy(() -> Scratch.execute(doctor, statement))
            .hasMessageContaining("permission denied");
      }
    }
  }

  private Ended doctor(String... more) {
    List<String> words = new ArrayList<>(List.of("doctor", "--backups", shelf.toString()));
    words.addAll(List.of(more));
    words.addAll(List.of("--database", database.url("doctor")));
    return gaia(words.toArray(String[]::new));
  }

  private Ended json() {
    return doctor("--json");
  }

  private static Map<String, Object> finding(Ended ended, String check) {
    return items(ended).stream()
        .filter(item -> check.equals(item.get("check")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + check + " in " + ended.out()));
  }

  private static Map<String, Object> verdicts(Ended ended) {
    Map<String, Object> verdicts = new HashMap<>();
    items(ended)
        .forEach(item -> verdicts.put(String.valueOf(item.get("check")), item.get("verdict")));
    return verdicts;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> items(Ended ended) {
    return (List<Map<String, Object>>) Objects.requireNonNull(ended.json().get("items"));
  }
}
