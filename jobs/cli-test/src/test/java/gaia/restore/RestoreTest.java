package gaia.restore;

import static gaia.cli.Program.gaia;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.archive.Manifest;
import gaia.catalog.Catalog;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class RestoreTest {
  static final String PEOPLE =
      """
      insert into auth.users (user_id, issuer, subject, display_name)
      select gen_random_uuid(), 'i', g::text, 'person ' || g from generate_series(1, 500) g
      """;

  @TempDir private Path folder;

  @Test
  void whatWasLost_isThereAgainAndTheOldOneIsKept() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(PEOPLE);
    Shelved backup = Shelved.of(database, folder);
    database.run("delete from auth.users where subject <> '7'");
    Ended ended = restore(database, backup.file());
    ended.succeeded();
    assertThat(ended.out())
        .startsWith("done: " + database.name() + " is " + backup.manifest().name() + " again: ");
    assertThat(database.read("select count(*) from auth.users")).containsExactly("500");
    List<String> old = old(database);
    assertThat(old).hasSize(1);
    assertThat(ended.err()).contains("the old one is kept as " + old.getFirst());
    try (Connection kept = database.asMigrateIn(old.getFirst())) {
      Scratch.execute(kept, "set role gaia_owner");
      assertThat(Scratch.read(kept, "select count(*) from auth.users")).containsExactly("1");
    }
    assertThat(database.read("select outcome from ops.job_runs where name = 'restore'"))
        .containsExactly("done");
    gaia("drift", "--database", database.url()).succeeded();
  }

  @Test
  void grantsAndSettingsOfTheLiveOne_areRepeated() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    String name = database.name();
    database.run(
        """
        revoke connect on database %1$s from gaia_console;
        alter database %1$s set work_mem to '7MB';
        alter database %1$s set search_path to "$user", public, "odd one";
        alter database %1$s connection limit 77;
        """
            .formatted(name));
    List<String> before = database.read(STANDING.formatted(name));
    restore(database, backup.file()).succeeded();
    assertThat(database.read(STANDING.formatted(name))).isEqualTo(before);
    assertThat(database.read("show work_mem")).containsExactly("7MB");
    assertThat(members(database)).isEqualTo(members(Scratch.migrated()));
  }

  private static final String STANDING =
      """
      select concat_ws('|', d.datconnlimit, d.datdba::regrole,
        (select string_agg(a::text, ',' order by a::text) from unnest(d.datacl) a),
        (select string_agg(c, ',' order by c) from unnest(s.setconfig) c))
      from pg_database d left join pg_db_role_setting s on s.setdatabase = d.oid and s.setrole = 0
      where d.datname = '%s'
      """;

  /** What was lent for the renames is given back. */
  private static List<String> members(Scratch database) throws SQLException {
    return database.read(
        "select concat_ws(' ', roleid::regrole, member::regrole, grantor::regrole, inherit_option, set_option)"
            + " from pg_auth_members where roleid = 'gaia_owner'::regrole order by 1");
  }

  @Test
  void eachKindThatThereIs_isThereAgain() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(text("/gaia/backup/kinds.sql"));
    Shelved backup = Shelved.of(database, folder);
    String before = fingerprint(database);
    Ended ended = restore(database, backup.file());
    ended.succeeded();
    assertThat(fingerprint(database)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " icu_rules '&c < b'"})
  void aDatabaseWithALocaleOfIcu_isMadeLikeIt(String rules) throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    String icu = database.name() + "_icu";
    try (Connection admin = database.asMigrateIn("postgres")) {
      Scratch.execute(admin, "set role cloudsqlsuperuser");
      Scratch.execute(
          admin,
          "create database %s owner gaia_owner template template0 locale_provider icu icu_locale 'de-DE'%s"
              .formatted(icu, rules));
    }
    String made =
        "select (datname, datlocprovider, daticulocale, daticurules) from pg_database where datname like '"
            + icu
            + "'";
    List<String> before = database.read(made);
    gaia("restore", backup.file(), "--database", url(database, icu), "--yes").succeeded();
    assertThat(database.read(made)).isEqualTo(before);
    assertThat(databases(database, icu + "\\_old\\_%")).hasSize(1);
  }

  static String url(Scratch database, String name) {
    return database.url().replaceFirst("/[^/]*$", "/" + name);
  }

  @Test
  void othersThatAreConnected_areNamedAndNothingIsDone() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    try (Connection other = database.as("session")) {
      Ended ended = restore(database, backup.file());
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err())
          .contains(
              "refused: " + database.name() + " is in use, 1 connected: gaia-session@local.iam",
              "hint: stop them, or say --disconnect");
      assertThat(old(database)).isEmpty();
      Ended told =
          gaia("restore", backup.file(), "--database", database.url(), "--yes", "--disconnect");
      told.succeeded();
      await().atMost(Duration.ofSeconds(60)).until(() -> !other.isValid(1));
    }
    assertThat(old(database)).hasSize(1);
  }

  @Test
  void whoComesMeanwhileAndStays_isNamedAtTheDeadline() throws Exception {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    CompletableFuture<Connection> coming =
        CompletableFuture.supplyAsync(
            () -> onceItIsBegun(database), task -> Thread.ofPlatform().start(task));
    Ended ended = restore(database, backup.file());
    try (Connection other = coming.get()) {
      assertThat(ended.exit()).as(ended.err()).isEqualTo(75);
      assertThat(ended.err())
          .contains("nothing was changed: " + database.name() + " is in use, 1 connected: gaia-");
      assertThat(other.isValid(1)).isTrue();
    }
    assertThat(databases(database, "%" + database.name() + "%")).containsExactly(database.name());
  }

  private static Connection onceItIsBegun(Scratch database) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(60))
        .until(() -> !databases(database, "gaia\\_restore\\_" + database.name()).isEmpty());
    try {
      return database.as("session");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoComesBackAtOnce_neverFindsNobody() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    try (Visitor visitor = Visitor.of(database)) {
      visitor.awaitSome();
      Ended ended =
          gaia("restore", backup.file(), "--database", database.url(), "--yes", "--disconnect");
      ended.succeeded();
      visitor.awaitSome();
      assertThat(visitor.failures())
          .allMatch(state -> List.of("57P01", "3D000").contains(state), "ended, or too early");
      assertThat(visitor.answered()).hasSize(2);
    }
  }

  @Test
  void intoAnotherName_theLiveOneStays() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(PEOPLE);
    Shelved backup = Shelved.of(database, folder);
    database.run("delete from auth.users");
    String into = database.name() + " \"copy\" $gaia$ ; x";
    try (Connection other = database.owner()) {
      assertThat(other.isValid(1)).isTrue();
      Ended ended = gaia("restore", backup.file(), "--database", database.url(), "--into", into);
      ended.succeeded();
    }
    assertThat(database.read("select count(*) from auth.users")).containsExactly("0");
    try (Connection copy = database.asMigrateIn(into)) {
      Scratch.execute(copy, "set role gaia_owner");
      assertThat(Scratch.read(copy, "select count(*) from auth.users")).containsExactly("500");
    }
    Ended again = gaia("restore", backup.file(), "--database", database.url(), "--into", into);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("refused: there is a database " + into);
    Ended beside = gaia("restore", backup.file(), "--database", database.url(), "--no-swap");
    beside.succeeded();
    assertThat(beside.out()).contains("done: " + database.name() + "_restored_20");
  }

  @Test
  void aDatabaseThatIsGone_isMadeAgain() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(PEOPLE);
    Shelved backup = Shelved.of(database, folder);
    try (Connection admin = database.asMigrateIn("postgres")) {
      Scratch.execute(admin, "set role gaia_owner");
      Scratch.execute(admin, "drop database " + database.name());
    }
    Ended ended = gaia("restore", backup.file(), "--database", database.url(), "--yes");
    ended.succeeded();
    assertThat(ended.err()).contains("there is no database " + database.name());
    assertThat(database.read("select count(*) from auth.users")).containsExactly("500");
    try (Connection function = database.as("session")) {
      assertThat(function.isValid(1)).isTrue();
    }
  }

  @Test
  void whatWasKept_goesWhenItIsSaid() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    assertThat(gaia("restore", "--drop-old", "--database", database.url(), "--yes").out())
        .startsWith("nothing to do");
    restore(database, backup.file()).succeeded();
    assertThat(gaia("restore", "--drop-old", "--database", database.url(), "--dry-run").out())
        .contains("would drop " + old(database).getFirst());
    assertThat(gaia("restore", "--drop-old", "--database", database.url()).exit()).isEqualTo(2);
    assertThat(old(database)).hasSize(1);
    Ended ended = gaia("restore", "--drop-old", "--database", database.url(), "--yes");
    ended.succeeded();
    assertThat(old(database)).isEmpty();
  }

  @Test
  void aDryRun_checksAndChangesNothing() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    database.run(PEOPLE);
    Ended ended = gaia("restore", backup.file(), "--database", database.url(), "--dry-run");
    ended.succeeded();
    assertThat(ended.out()).contains("would keep the old one as", "dry run: ");
    assertThat(database.read("select count(*) from auth.users")).containsExactly("500");
    assertThat(databases(database, database.name() + "_%")).isEmpty();
  }

  @Test
  void whatNobodyCanBeAsked_isMisuse() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    Ended unnamed = gaia("restore", "--database", database.url(), "--to", "" + folder, "--yes");
    assertThat(unnamed.exit()).isEqualTo(2);
    assertThat(unnamed.err())
        .contains("no backup is named", "the newest is " + backup.manifest().file());
    assertThat(gaia("restore", backup.file(), "--database", database.url()).err())
        .contains("nobody is here to be asked about " + database.name(), "say --yes");
    Ended unknown =
        gaia(
            "restore", "gaia_backup_x", "--database", database.url(), "--to", "" + folder, "--yes");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no backup gaia_backup_x in " + folder);
    assertThat(old(database)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789012345678901234567890123456789012345678901234567890123"})
  void aNameThatNoDatabaseCanHave_isMisuse(String into) throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    Ended ended = gaia("restore", backup.file(), "--database", database.url(), "--into", into);
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("is no name of a database", "say one of 1 to 63 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaia_restore_%s", "%s_old_20260101_000000"})
  void aNameThatRestoresDropAgain_isMisuse(String form) throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    String into = form.formatted(database.name());
    Ended ended = gaia("restore", backup.file(), "--database", database.url(), "--into", into);
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("--into " + into + " is what restores call a database");
  }

  @Test
  void whileAnotherRuns_itSaysNothingOfAnOptionThatItDoesNotHave()
      throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    try (Connection other = database.inPostgres("migrate")) {
      Scratch.execute(other, "select pg_advisory_lock(hashtextextended('gaia migrate', 0))");
      Ended ended = restore(database, backup.file());
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.err())
          .contains("hint: try again when it has ended")
          .doesNotContain("--wait");
    }
  }

  @Test
  void asJson_itSaysWhatWasPutAside() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Shelved backup = Shelved.of(database, folder);
    Ended ended = gaia("restore", backup.file(), "--database", database.url(), "--yes", "--json");
    ended.succeeded();
    assertThat(ended.json()).containsEntry("outcome", "done");
    assertThat(ended.out())
        .contains("\"old\":\"" + old(database).getFirst() + "\"", "\"load_ms\":", "\"rows\":");
  }

  static Ended restore(Scratch database, String file) {
    return gaia("restore", file, "--database", database.url(), "--yes");
  }

  static List<String> old(Scratch database) throws SQLException {
    return databases(database, database.name() + "\\_old\\_%");
  }

  static List<String> databases(Scratch database, String like) throws SQLException {
    try (Connection connection = database.asMigrateIn("postgres")) {
      return Scratch.read(
          connection,
          "select datname from pg_database where datname like '" + like + "' order by 1");
    }
  }

  private static String fingerprint(Scratch database) throws SQLException {
    try (Connection owner = database.owner()) {
      return Catalog.read(owner).fingerprint();
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream file = Manifest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }
}
