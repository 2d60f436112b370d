package gaia.backup;

import static gaia.cli.Program.gaia;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.restore.Shelved;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is told, and leaves nothing that could be taken for a backup. */
@Timeout(240)
class TroubleTest {
  private static Scratch database;

  @TempDir private Path folder;

  @BeforeAll
  static void something() throws SQLException {
    database = Scratch.migrated();
    database.run(
        "create table public.noise as select g, sha512(g::text::bytea) as b from generate_series(1, 200000) g");
  }

  @Test
  void killedInIt_thereIsNoBackupAndTheNextRunClears() throws IOException {
    Process backup = new Child().start("backup", "--database", database.url(), "--to", "" + folder);
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(60))
        .until(() -> files().stream().anyMatch(TroubleTest::isPart));
    backup.destroyForcibly().onExit().join();
    assertThat(files()).singleElement().asString().endsWith(".part");
    assertThat(gaia("backups", "--to", "" + folder).out()).startsWith("no backups in ");
    Ended next = gaia("backup", "--database", database.url(), "--to", "" + folder);
    assertThat(next.err()).contains("cleared    gaia_backup_");
    assertThat(files()).hasSize(2).noneMatch(TroubleTest::isPart);
  }

  /** If it waited behind him, both would wait for ever, and everybody else behind the two. */
  @Test
  void whoAltersATableMeanwhile_waitsForTheBackup() throws Exception {
    Scratch own = database.copy();
    own.run("create table public.zz_last (a integer)");
    Process backup =
        new Child().start("backup", "--database", own.url(), "--to", "" + folder, "--jobs", "1");
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                own.read(
                            "select 1 from pg_locks where granted and relation = 'public.zz_last'::regclass")
                        .size()
                    > 0);
    own.run("alter table public.zz_last add b integer");
    assertThat(backup.waitFor()).isZero();
    assertThat(gaia("backups", "--to", "" + folder).out()).contains("gaia_backup_");
  }

  @Test
  void whatIsMadeAndDroppedMeanwhile_isNoFault() throws Exception {
    Scratch own = database.copy();
    AtomicBoolean ended = new AtomicBoolean();
    Thread maker =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!ended.get()) {
                    assertThatCode(
                            () ->
                                own.run(
                                    """
                                    create view public.seen as select 1 as n;
                                    create function public.f() returns integer language sql as 'select 1';
                                    select pg_sleep(0.02);
                                    drop view public.seen;
                                    drop function public.f()
                                    """))
                        .doesNotThrowAnyException();
                  }
                });
    try {
      for (int time = 0; time < 3; time++) {
        Ended backup = gaia("backup", "--database", own.url(), "--to", "" + folder);
        assertThat(backup.exit()).as(backup.err()).isIn(0, 75);
        if (backup.exit() == 0) {
          Psql.restore(Kept.newest(folder).file(), Scratch.empty());
        }
      }
    } finally {
      ended.set(true);
      maker.join();
    }
  }

  @Test
  void aFileThatReadsOtherwiseThanItWasWritten_isNoBackup() throws IOException {
    Process backup =
        new Child()
            .builder("backup", "--database", database.url(), "--to", "" + folder)
            .redirectErrorStream(true)
            .start();
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                files().stream()
                    .anyMatch(file -> isPart(file) && folder.resolve(file).toFile().length() > 0));
    // The time in the first member's head, which nothing reads.
    try (FileChannel file = FileChannel.open(folder.resolve(files().getFirst()), WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {1}), 4);
    }
    String said = new String(backup.getInputStream().readAllBytes(), UTF_8);
    assertThat(backup.onExit().join().exitValue()).as(said).isEqualTo(1);
    assertThat(said).contains(" was written with CRC32C ", " and reads as ", "hint: the disk ");
    assertThat(files()).isEmpty();
  }

  @Test
  void aDiskThatTakesNoMore_isToldAndLeavesNothing() throws IOException {
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 512; exec \"$@\"", "sh"));
    ProcessBuilder builder =
        new Child().builder("backup", "--database", database.url(), "--to", "" + folder);
    limited.addAll(builder.command());
    Process process = builder.command(limited).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isEqualTo(1);
    assertThat(said).contains("failed: could not use " + folder, "File too large", "hint: ");
    assertThat(files()).isEmpty();
  }

  @Test
  void whereTheClockWentBack_whatWasJustMadeStays() throws SQLException, IOException {
    Scratch own = Scratch.migrated();
    // The first of its month stays for good.
    Shelved first = Shelved.of(own, folder);
    String later = first.manifest().name().replaceFirst("_\\d{8}_", "_20990101_");
    Files.copy(first.path(), folder.resolve(later + ".sql.gz"));
    Files.writeString(
        folder.resolve(later + ".manifest.json"),
        first.unsealed().replace(first.manifest().name(), later));
    Ended next = gaia("backup", "--database", own.url(), "--to", "" + folder, "--keep", "1");
    next.succeeded();
    assertThat(next.err()).doesNotContain("dropped ");
    assertThat(Shelved.shelf(folder).list().backups()).hasSize(3);
  }

  @Test
  void aPlaceThatIsNoDirectory_isTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    for (Ended ended :
        List.of(
            gaia("backup", "--database", database.url(), "--to", "" + file),
            gaia("drill", "--database", database.url(), "--to", "" + file),
            gaia("backups", "--to", "" + file))) {
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains(file + " is a file and no directory", "name a directory");
    }
  }

  @Test
  void anotherOneThatRuns_isBusy() throws SQLException {
    try (Connection other = database.asMigrateIn("postgres")) {
      Scratch.execute(other, "select pg_advisory_lock(hashtextextended('gaia backup', 0))");
      Ended ended = gaia("backup", "--database", database.url(), "--to", "" + folder);
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.err()).contains("busy: another backup is running");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aDatabaseThatIsGone_isUnreachable() {
    Ended ended =
        gaia(
            "backup",
            "--database",
            "postgresql://a:b@127.0.0.1:1/c",
            "--connect-timeout",
            "1s",
            "--to",
            "" + folder);
    assertThat(ended.exit()).isEqualTo(75);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void misuse_isExit2() {
    for (String[] options :
        new String[][] {
          {"--keep", "0"},
          {"--level", "10"},
          {"--jobs", "0"},
          {"--compress", "rar"},
          {"--to", "gs://"}
        }) {
      Ended ended = gaia("backup", "--database", database.url(), options[0], options[1]);
      assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> "" + file.getFileName()).toList();
    }
  }

  private static boolean isPart(String file) {
    return file.endsWith(".part");
  }
}
