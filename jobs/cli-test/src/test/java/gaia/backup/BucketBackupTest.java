package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.archive.Asked;
import gaia.archive.LocalBucket;
import gaia.archive.Misdeed;
import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a bucket does: a backup whose manifest stands there is whole. */
@Timeout(300)
class BucketBackupTest {
  private static final String PLACE = "gs://bucket/night";

  private static Scratch database;

  private LocalBucket google;
  @TempDir private Path folder;

  @BeforeAll
  static void something() throws SQLException {
    database = Scratch.migrated();
    database.run(
        "create table public.noise as select g, sha512(g::text::bytea) as b from generate_series(1, 200000) g");
  }

  @BeforeEach
  void open() throws IOException {
    google = LocalBucket.open();
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void fromABucket_itIsTheSameDatabaseAgain() throws IOException, SQLException {
    Ended ended = backup();
    ended.succeeded();
    assertThat(ended.out()).startsWith("done: gaia_backup_").contains(" in " + PLACE + ", ");
    assertThat(google.names()).hasSize(2).allMatch(name -> name.startsWith("night/gaia_backup_"));
    assertThat(list().out()).contains("gaia_backup_").doesNotContain("damaged");
    Scratch restored = Scratch.empty();
    Psql.restore(downloaded(), restored);
    assertThat(Kept.newest(folder).differing(restored)).isEmpty();
  }

  @Test
  void oneThatReadsOtherwise_isNoneAndNamed() throws IOException {
    google.next(1, Misdeed.CORRUPT_ANSWER, Asked::isDownload);
    Ended ended = backup();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .containsPattern(
            "failed: could not use gs://bucket/night: gaia_backup_[0-9_]+.sql.gz was written with CRC32C ")
        .contains("hint: ");
    assertThat(google.names()).isEmpty();
    assertThat(list().out()).startsWith("no backups in " + PLACE);
  }

  @Test
  void oneThatArrivesOtherwise_isNoneAndNamed() throws IOException {
    google.next(1, Misdeed.CORRUPT, Asked::isPiece);
    Ended ended = backup();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("failed: could not use " + PLACE, "hint: ");
    assertThat(google.names()).isEmpty();
  }

  @Test
  void whereOneMayNot_itIsTold() throws IOException {
    google.next(Integer.MAX_VALUE, Misdeed.FORBIDDEN_403, asked -> asked.method().equals("POST"));
    Ended ended = backup();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("failed: may not use " + PLACE, "hint: give this user");
    assertThat(google.names()).isEmpty();
  }

  @Test
  void whereNobodyIsSignedIn_itIsTold() throws IOException {
    Ended ended =
        new Child()
            .with(Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/no/such", "NO_GCE_CHECK", "true"))
            .run("backups", "--to", PLACE);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("nobody is signed in to Google here", "gcloud auth application-default login");
  }

  @Test
  void killedInIt_thereIsNoBackupAndNothingIsLeft() throws IOException {
    google.next(Integer.MAX_VALUE, Misdeed.UNDERSTATE, asked -> asked.method().equals("PUT"));
    Process backup =
        child().start("backup", "--database", database.url(), "--to", PLACE, "--level", "1");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> google.asked().stream().anyMatch(asked -> asked.startsWith("PUT")));
    backup.destroyForcibly().onExit().join();
    assertThat(google.names()).isEmpty();
    google.forgive();
    assertThat(list().out()).startsWith("no backups in " + PLACE);
    backup().succeeded();
    assertThat(google.names()).hasSize(2);
  }

  @Test
  void killedBeforeItsManifest_itIsNamedAndClearedLater() throws IOException {
    google.next(Integer.MAX_VALUE, Misdeed.CUT_REQUEST, Asked::isDownload);
    Process backup = child().start("backup", "--database", database.url(), "--to", PLACE);
    await().atMost(Duration.ofSeconds(60)).until(() -> !google.names().isEmpty());
    backup.destroyForcibly().onExit().join();
    google.forgive();
    String left = google.names().getFirst();
    Ended next = backup();
    assertThat(next.err())
        .contains("ignored    " + left.substring("night/".length()) + " has no manifest");
    google.put(left, google.content(left), "2026-01-01T00:00:00Z");
    assertThat(backup().err()).contains("cleared    " + left.substring("night/".length()));
    assertThat(google.names()).doesNotContain(left).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void atRandom_whatHasAManifestIsWhole(long seed) throws IOException, SQLException {
    google.somewhere(new Random(seed), 0.05, 5);
    Ended ended = backup();
    google.forgive();
    List<String> manifests =
        google.names().stream().filter(name -> name.endsWith(".manifest.json")).toList();
    assertThat(manifests).as(ended.err()).hasSize(ended.exit() == 0 ? 1 : 0);
    if (ended.exit() == 0) {
      Scratch restored = Scratch.empty();
      Psql.restore(downloaded(), restored);
      assertThat(Kept.newest(folder).differing(restored)).isEmpty();
    } else {
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains("hint: ").doesNotContain("fault of gaia");
    }
  }

  private Path downloaded() throws IOException {
    for (String name : google.names()) {
      Files.write(folder.resolve(name.substring("night/".length())), google.content(name));
    }
    return Kept.newest(folder).file();
  }

  private Ended backup() throws IOException {
    return child().run("backup", "--database", database.url(), "--to", PLACE);
  }

  private Ended list() throws IOException {
    return child().run("backups", "--to", PLACE);
  }

  private Child child() {
    return new Child().with(Map.of("STORAGE_EMULATOR_HOST", google.url()));
  }
}
