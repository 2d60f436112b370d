package gaia.drill;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import gaia.restore.Shelved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DrillTest {
  private Scratch database;

  @TempDir private Path folder;
  @TempDir private Path temporary;

  @BeforeEach
  void something() throws SQLException {
    database = Scratch.migrated();
    database.run(
        "insert into auth.users (user_id, issuer, subject, display_name)"
            + " select gen_random_uuid(), 'i', g::text, 'person ' || g from generate_series(1, 500) g");
  }

  @Test
  void beside_itRestoresByALoginThatMayDoNothingElseHere() throws SQLException, IOException {
    Shelved.of(database, folder);
    Ended ended = drill("--json");
    ended.succeeded();
    gaia.archive.Drill drill = Shelved.newest(folder).drill();
    assertThat(drill.passed()).isTrue();
    assertThat(drill.server()).isEqualTo("embedded");
    assertThat(drill.recoveryMs()).isPositive();
    assertThat(drill.lostMs()).isPositive();
    assertThat(numbers(ended))
        .containsEntry("recovery_ms", (int) drill.recoveryMs())
        .containsEntry("drift", 0);
    assertThat(
            database.read(
                "select numbers ->> 'recovery_ms' from ops.job_runs where name = 'drill' and outcome = 'done'"))
        .containsExactly("" + drill.recoveryMs());
    assertThat(gaia("backups", "--to", "" + folder).out()).containsPattern(" in [0-9.]+ s ");
    nothingIsLeft();
  }

  @Test
  void anotherContentThanTheManifestSays_fails_andIsToldByTable() throws SQLException, IOException {
    Shelved backup = Shelved.of(database, folder);
    String text = backup.unsealed();
    String checksum =
        backup.manifest().tables().stream()
            .filter(table -> table.name().equals("auth.users"))
            .findFirst()
            .orElseThrow()
            .checksum();
    Files.writeString(
        backup.manifestFile(),
        text.replace(
                checksum,
                checksum.replace(checksum.charAt(0), checksum.charAt(0) == '0' ? '1' : '0'))
            .replace(
                "\"" + backup.manifest().schemaFingerprint() + "\"", "\"" + "0".repeat(64) + "\""));
    Ended ended = drill();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "does not do on embedded: auth.users: other values in some of its 500 rows",
            "the schema: its fingerprint is ");
    gaia.archive.Drill drill = Shelved.newest(folder).drill();
    assertThat(drill.passed()).isFalse();
    assertThat(drill.error()).contains("auth.users: other values");
    assertThat(gaia("backups", "--to", "" + folder).out()).contains("failed 20");
    nothingIsLeft();
  }

  @Test
  void aDamagedFile_failsWithItsPlace() throws IOException {
    Shelved backup = Shelved.of(database, folder);
    byte[] bytes = Files.readAllBytes(backup.path());
    bytes[bytes.length / 2] ^= 8;
    Files.write(backup.path(), bytes);
    Ended ended = drill();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).containsPattern("is damaged in .*, bytes [0-9]+ to [0-9]+ of the file");
    assertThat(Shelved.newest(folder).archived().isDrilled()).isFalse();
    nothingIsLeft();
  }

  /** Which nobody is called on the other server. */
  @Test
  void whatBelongsToTheServersOwnSuperuser_isThereToo() throws SQLException, IOException {
    database.run(
        "create schema open; grant usage on schema open to public; create table open.theirs as select 1 as n");
    try (Connection superuser = database.asCloud(false)) {
      Scratch.execute(superuser, "alter table open.theirs owner to postgres");
      Scratch.execute(superuser, "grant select on open.theirs to gaia_owner");
    }
    Shelved.of(database, folder);
    Ended ended = drill();
    ended.succeeded();
  }

  @Test
  void slowerThanIsAllowed_itFails() throws IOException {
    Shelved.of(database, folder);
    Ended ended = drill("--max-recovery", "0s");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).containsPattern("recovery took [0-9.]+ s, more than the 0.0 s of");
    assertThat(Shelved.newest(folder).archived().isDrilled()).isFalse();
  }

  @Test
  void withoutABackup_itFails() {
    Ended ended = drill();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("failed: no backup of " + database.name() + " in " + folder);
  }

  @Test
  void onAnotherServer_itLeavesNothingThere() throws SQLException, IOException {
    Shelved.of(database, folder);
    try (LocalPostgres other = LocalPostgres.temporary();
        Connection there = other.connect("migrate", "postgres")) {
      String left = "gaia_drill_" + database.name();
      Scratch.execute(there, "set role cloudsqlsuperuser");
      Scratch.execute(there, "create database " + left);
      String all = "select datname from pg_database order by 1";
      Ended ended = drill("--on", other.url("migrate", "postgres"));
      ended.succeeded();
      assertThat(ended.err()).contains("cleared    " + left);
      assertThat(Scratch.read(there, all)).doesNotContain(left);
      assertThat(Shelved.newest(folder).drill().server())
          .isEqualTo("postgres@127.0.0.1:" + other.port());
    }
  }

  @Test
  void onAServerWhereAnotherDrills_itSaysNothingOfAnOptionThatItDoesNotHave()
      throws SQLException, IOException {
    Shelved.of(database, folder);
    try (Connection other = database.inPostgres("migrate")) {
      Scratch.execute(other, "select pg_advisory_lock(hashtextextended('gaia drill here', 0))");
      Ended ended = drill("--on", database.url());
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.err())
          .contains("another drill here is running", "hint: try again when it has ended")
          .doesNotContain("--wait");
    }
  }

  @Test
  void whereItsNoteCannotBeWritten_itTellsTheVerdictAllTheSame() throws IOException {
    Shelved backup = Shelved.of(database, folder);
    Files.createDirectories(folder.resolve(backup.manifest().name() + ".drill.json").resolve("x"));
    Ended ended = drill();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(backup.manifest().file() + " restores, but this can't be noted beside it: ");
    nothingIsLeft();
  }

  @Test
  void aServerThatItMayNotUse_isNoVerdict() throws SQLException, IOException {
    Shelved.of(database, folder);
    drill().succeeded();
    Ended ended = drill("--on", database.url("session"));
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("failed: permission denied").doesNotContain("does not do on");
    assertThat(Shelved.newest(folder).archived().isDrilled()).isTrue();
  }

  @Test
  void aServerThatIsNotThere_isNoVerdict() throws IOException {
    Shelved.of(database, folder);
    Ended ended = drill("--on", "postgresql://a:b@127.0.0.1:1/c", "--connect-timeout", "1s");
    assertThat(ended.exit()).isEqualTo(75);
    assertThat(Shelved.newest(folder).archived().drill()).isNull();
  }

  @Test
  void killed_itsServerAndItsFolderAreClearedByTheNext() throws IOException {
    Shelved.of(database, folder);
    Process drill = child().start(words());
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(60))
        .until(() -> servers().findAny().isPresent());
    List<ProcessHandle> left = servers().toList();
    drill.destroyForcibly().onExit().join();
    assertThat(left).allMatch(ProcessHandle::isAlive);
    Ended next = child().run(words());
    next.succeeded();
    assertThat(next.err()).containsPattern("cleared    " + temporary + "/gaia-drill-[0-9]+, which");
    assertThat(left).noneMatch(ProcessHandle::isAlive);
    nothingIsLeft();
  }

  @Test
  void killedBeforeItHadItsLock_itsFolderIsClearedALittleLater() throws IOException {
    Shelved.of(database, folder);
    Path left = Files.createDirectory(temporary.resolve("gaia-drill-1"));
    Files.createFile(left.resolve("lock.new"));
    assertThat(child().run(words()).err()).doesNotContain("cleared ");
    assertThat(left).exists();
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(90)));
    assertThat(child().run(words()).err()).contains("cleared    " + left);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void toldToEnd_itTakesItsServerAlong() throws IOException, InterruptedException {
    Shelved.of(database, folder);
    Process drill = child().start(words());
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(60))
        .until(() -> servers().findAny().isPresent());
    drill.destroy();
    assertThat(drill.waitFor(60, TimeUnit.SECONDS)).isTrue();
    nothingIsLeft();
  }

  @Test
  void aDryRun_startsNothing() throws IOException {
    Shelved.of(database, folder);
    Ended ended = drill("--dry-run");
    ended.succeeded();
    assertThat(ended.out()).contains("would start PostgreSQL in ", "dry run: gaia_backup_");
    nothingIsLeft();
  }

  private Ended drill(String... more) {
    List<String> words = new ArrayList<>(List.of(words()));
    words.addAll(List.of(more));
    return gaia(words.toArray(String[]::new));
  }

  private String[] words() {
    return new String[] {"drill", "--database", database.url("drill"), "--to", "" + folder};
  }

  private Child child() {
    return new Child().with(Map.of("TMPDIR", "" + temporary));
  }

  private Stream<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(all -> List.of(all).toString().contains(temporary + "/gaia-drill-"))
                    .isPresent())
        .filter(
            process -> process.info().command().filter(c -> c.endsWith("/postgres")).isPresent());
  }

  private void nothingIsLeft() throws IOException {
    assertThat(servers()).isEmpty();
    assertThat(temporary).isEmptyDirectory();
    // Somebody else's drill may be at work there, but does not stay.
    await().atMost(Duration.ofSeconds(60)).until(() -> usual().isEmpty());
  }

  private static List<Path> usual() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
      return all.filter(each -> each.getFileName().toString().startsWith("gaia-drill-")).toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> numbers(Ended ended) {
    return (Map<String, Object>) Objects.requireNonNull(ended.json().get("numbers"));
  }
}
