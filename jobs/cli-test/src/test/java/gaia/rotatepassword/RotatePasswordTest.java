package gaia.rotatepassword;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.cli.Child;
import gaia.cli.Databases;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.rotatepassword.StandIn.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatePasswordTest {
  @TempDir private Path folder;
  private Scratch database;

  @BeforeEach
  void migrate() throws SQLException, IOException {
    database = Pairs.migrated();
  }

  @Test
  void aFile_namesTheOtherLoginEachTime_andOnlyItsOwnerReadsIt() throws Exception {
    Path file = folder.resolve("store.url");
    Ended first = inFile();
    first.succeeded();
    assertThat(first.out()).contains("store: gaia-store-a has a new password");
    assertThat(user(Files.readString(file))).isEqualTo("gaia-store-a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String before = Files.readString(file).strip();
    Ended second = inFile("--settle", "0s");
    assertThat(second.out()).contains("gaia-store-b has a new password", "gaia-store-a before");
    assertThat(user(Files.readString(file))).isEqualTo("gaia-store-b");
    // Who has read the old one may go on with it until the next time.
    assertThat(user(before)).isEqualTo("gaia-store-a");
    inFile("--settle", "0s");
    assertThatThrownBy(() -> user(before)).hasMessageContaining("authentication failed");
  }

  @Test
  void changedAMomentAgo_isLeftAlone() throws IOException {
    inFile();
    String before = Files.readString(folder.resolve("store.url"));
    Ended again = inFile();
    again.succeeded();
    assertThat(again.out()).contains("gaia-store-a since", "until 10 min have passed");
    assertThat(Files.readString(folder.resolve("store.url"))).isEqualTo(before);
  }

  @Test
  void whoIsStillConnectedByTheIdleOne_isNotLockedOut() throws Exception {
    inFile();
    Path file = folder.resolve("store.url");
    String a = Files.readString(file).strip();
    inFile("--settle", "0s");
    String b = Files.readString(file).strip();
    try (Connection late = Databases.at(a).tryOnce()) {
      Ended busy = inFile("--settle", "0s");
      assertThat(busy.exit()).isEqualTo(75);
      assertThat(busy.err()).contains("1 connections still use gaia-store-a", "hint: ");
      assertThat(late.isValid(5)).isTrue();
    }
    assertThat(Files.readString(file).strip()).isEqualTo(b);
    assertThat(user(a)).isEqualTo("gaia-store-a");
    inFile("--settle", "0s", "--drain", "30s").succeeded();
  }

  @Test
  void aSecretThatGetsNobodyIn_isMendedAtOnce() throws Exception {
    inFile();
    Path file = folder.resolve("store.url");
    Files.writeString(file, Files.readString(file).replaceFirst(":[0-9a-f]{64}@", ":wrong@"));
    Ended mended = inFile();
    assertThat(mended.err()).contains("gaia-store-a does not get in by what the secret says");
    assertThat(user(Files.readString(file))).isEqualTo("gaia-store-b");
    Files.writeString(file, "hello");
    assertThat(inFile().exit()).isEqualTo(65);
  }

  @Test
  void aManagerThatFailsOrIsSlow_isAskedAgain() throws Exception {
    try (StandIn manager = new StandIn()) {
      manager.fail(3, 503);
      Ended first = inManager(manager);
      first.succeeded();
      manager.age();
      manager.fail(1, 409);
      manager.dropAnswer();
      Ended ended = inManager(manager);
      ended.succeeded();
      // Added twice, since its answer was lost: both say the same.
      assertThat(manager.size()).isEqualTo(3);
      assertThat(user(Objects.requireNonNull(manager.latest()))).isEqualTo("gaia-store-b");
      manager.age();
      manager.hold(Call.ADD, false);
      inManager(manager).succeeded();
      assertThat(user(Objects.requireNonNull(manager.latest()))).isEqualTo("gaia-store-a");
    }
  }

  @Test
  void aManagerThatRefuses_leavesTheSecretAsItWas() throws Exception {
    try (StandIn manager = new StandIn()) {
      inManager(manager);
      manager.age();
      String before = Objects.requireNonNull(manager.latest());
      manager.fail(99, 403);
      Ended refused = inManager(manager);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("403", "hint: what it names gets in as before");
      assertThat(manager.latest()).isEqualTo(before);
      assertThat(user(before)).isEqualTo("gaia-store-a");
    }
  }

  @Test
  void aDryRun_changesNothing() throws Exception {
    try (StandIn manager = new StandIn()) {
      inManager(manager);
      manager.age();
      Ended dry = inManager(manager, "--dry-run");
      assertThat(dry.out()).contains("gaia-store-b would get a new password; gaia-store-a before");
      assertThat(manager.size()).isEqualTo(1);
      assertThat(manager.calls()).containsOnlyOnce(Call.ADD);
    }
  }

  @Test
  void twoAtOnce_areOneAfterTheOther() throws Exception {
    try (Connection other = database.inPostgres("rotate")) {
      Scratch.execute(
          other, "select pg_advisory_lock(hashtextextended('gaia rotate-password', 0))");
      assertThat(inFile().exit()).isEqualTo(75);
      assertThat(folder.resolve("store.url")).doesNotExist();
    }
  }

  @Test
  void noPassword_isWrittenAnywhereElse() throws Exception {
    Ended ended =
        new Child()
            .with(Map.of("DATABASE_ECHO", "true", "GAIA_SCHEDULED", "true"))
            .run(words(folder.resolve("store.url").toString()));
    String password =
        Files.readString(folder.resolve("store.url")).replaceFirst("(?s).*:([^:@]+)@.*", "$1");
    assertThat(password).hasSize(64);
    assertThat(ended.out() + ended.err())
        .contains("alter role current_user password 'SCRAM-SHA-256$4096:")
        .doesNotContain(password);
  }

  @Test
  void itsLogin_mayBecomeThoseTwoAndNobodyElse() throws SQLException {
    try (Connection rotate = database.as("rotate")) {
      for (String statement :
          List.of(
              "alter role \"gaia-session@local.iam\" password 'x'",
              "set role gaia_store",
              "set role gaia_owner",
              "set role \"gaia-session@local.iam\"",
              "create role another",
              "select from public.app_sessions",
              "grant gaia_store to \"gaia-rotate@local.iam\"")) {
        assertThatThrownBy(() -> Scratch.execute(rotate, statement))
            .hasMessageContaining("permission denied");
      }
    }
  }

  /** A function's rights are its people's, a job's are everybody's. */
  @ParameterizedTest
  @ValueSource(strings = {"admin", "backup", "migrate", "owner", "lottery"})
  void aPassword_isForNoJob(String word) throws Exception {
    Ended ended =
        new Child()
            .with(Map.of("PASSWORD_CLIENTS", word))
            .run("migrate", "--database", database.url());
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.err()).contains("PASSWORD_CLIENTS names '" + word + "'");
    assertThat(
            database.read("select rolname from pg_roles where rolname like 'gaia-" + word + "-%'"))
        .isEmpty();
  }

  @Test
  void withoutAPair_orAWord_itSaysWhatToDo() {
    String url = database.url("rotate");
    Ended none = gaia(words("x", "--client", "seat", "--database", url));
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("gaia-seat-a", "PASSWORD_CLIENTS=seat gaia migrate");
    assertThat(
            gaia("rotate-password", "--client", "store", "--secret", "x", "--database", url).exit())
        .isEqualTo(2);
    assertThat(gaia("rotate-password", "--database", url).err()).contains("neither client nor");
    assertThat(
            gaia("rotate-password", "--client", "store,seat", "--secret", "x", "--database", url)
                .err())
        .contains("2 clients would share one secret");
  }

  private Ended inFile(String... more) {
    return gaia(words(folder.resolve("store.url").toString(), more));
  }

  private Ended inManager(StandIn manager, String... more) throws IOException {
    return new Child()
        .with(Map.of("SECRET_MANAGER_ENDPOINT", manager.endpoint()))
        .run(words(StandIn.SECRET, more));
  }

  private String[] words(String secret, String... more) {
    List<String> words = new ArrayList<>(List.of("rotate-password", "--yes", "--secret", secret));
    if (!List.of(more).contains("--client")) {
      words.addAll(List.of("--client", "store", "--database", database.url("rotate")));
    }
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Who a client is by what the secret says. */
  private static String user(String url) throws SQLException {
    try (Connection in = Databases.at(url.strip()).tryOnce()) {
      return Scratch.read(in, "select current_user").getFirst();
    }
  }
}
