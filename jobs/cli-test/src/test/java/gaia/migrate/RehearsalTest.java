package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before a database that holds data is touched, all of it is tried on a scratch copy. */
@Timeout(240)
class RehearsalTest {
  private static final String NOTE = "alter table auth.users add column note text;";
  private static final String COPIES =
      "select datname from pg_database where datname = 'gaia_rehearsal_' || current_database()";

  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeEach
  void somebody() throws SQLException, IOException {
    database = Scratch.migrated();
    database.run(
        "insert into auth.users (user_id, issuer, subject) values (gen_random_uuid(), 'i', 's')");
    pending = Pending.in(folder);
  }

  @Test
  void whatCanBeUndone_isAppliedAndVerified() throws SQLException, IOException {
    pending
        .add(1, "note", NOTE)
        .undo(1, "note", "alter table auth.users drop column note;")
        .add(2, "by_note", "create index concurrently users_by_note on auth.users (note);")
        .undo(2, "by_note", "drop index auth.users_by_note;");
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.err())
        .containsPattern("backup {5}gaia_backup_[0-9_]+\\.sql\\.gz  [0-9.]+ kB  [0-9]+ rows")
        .contains("rehearsal  applied, verified, undone, compared on a scratch copy");
    assertThat(ended.out()).startsWith("done: schema " + Pending.version(2) + ", verified, ");
    assertThat(database.read(COPIES)).isEmpty();
  }

  @Test
  void undoThatForgetsSomething_isFoundBeforeAnythingIsTouched() throws SQLException, IOException {
    pending
        .add(1, "note", NOTE + " create table game.extra (id integer);")
        .undo(1, "note", "alter table auth.users drop column note;");
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("rehearsal: undone, the schema is not what it was: extra table game.extra")
        .contains("the database was not touched");
    untouched();
  }

  @Test
  void noUndo_isRefusedUnlessSaidAloud() throws SQLException, IOException {
    pending.add(1, "note", NOTE);
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains(Pending.version(1) + " note has no undo script");
    untouched();
    Ended aloud = pending.run(database, "migrate", "--skip-rehearsal");
    aloud.succeeded();
    assertThat(aloud.err()).contains("rehearsal  skipped, as you said");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "revoke all on game.closed from gaia_owner",
        "alter table game.closed enable row level security, force row level security"
      })
  void whatCannotBeSeen_isTakenForData(String closed) throws SQLException, IOException {
    Scratch other = Scratch.migrated();
    other.run("create table game.closed (id integer); " + closed);
    pending.add(1, "note", NOTE).undo(1, "note", "alter table auth.users drop note;");
    Ended ended = pending.run(other, "migrate", "--skip-backup");
    ended.succeeded();
    assertThat(ended.err()).contains("backup     skipped, as you said");
  }

  @Test
  void brokenScript_failsOnTheCopyAlone() throws SQLException, IOException {
    pending.add(1, "note", NOTE + "\nselect nonsense;").undo(1, "note", "select 1;");
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("rehearsal: migration %d note, line 2: ".formatted(Pending.version(1)))
        .contains("column \"nonsense\" does not exist");
    untouched();
  }

  @Test
  void brokenUndo_isNamed() throws SQLException, IOException {
    pending.add(1, "note", NOTE).undo(1, "note", "drop table auth.nobody;");
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("undo of " + Pending.version(1) + " note: ");
    untouched();
  }

  @Test
  void handMadeChanges_areToldAndStay() throws SQLException, IOException {
    database.run("create index by_hand on auth.users (email)");
    pending.add(1, "note", NOTE).undo(1, "note", "alter table auth.users drop column note;");
    Ended ended = pending.run(database, "migrate");
    ended.succeeded();
    assertThat(ended.err()).contains("drift      1 differences", "extra index auth.by_hand");
  }

  @Test
  void whatBecameOfTheData_isVerified() throws SQLException, IOException {
    // On the empty copy it makes no table, on a database with people it does.
    pending
        .add(
            1,
            "odd",
            """
            do $$ begin
              if exists (select from auth.users) then create table game.odd (id integer); end if;
            end $$;
            """)
        .undo(1, "odd", "drop table if exists game.odd;");
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("is not as it was rehearsed: extra table game.odd");
  }

  @Test
  void killedInIt_leavesACopyThatTheNextRunDrops() throws SQLException, IOException {
    // A busy machine takes a while to notice that it has begun.
    pending
        .add(1, "note", NOTE + " select pg_sleep(5);")
        .undo(1, "note", "alter table auth.users drop column note;");
    try (Connection obstacle = database.asMigrateIn("postgres");
        Statement statement = obstacle.createStatement()) {
      Process migrate = pending.start(database, "migrate");
      await().atMost(Duration.ofSeconds(60)).until(() -> !database.read(COPIES).isEmpty());
      migrate.destroyForcibly().onExit().join();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Scratch.read(
                          obstacle,
                          "select 1 from pg_stat_activity where datname = 'gaia_rehearsal_"
                              + database.name()
                              + "'")
                      .isEmpty());
    }
    assertThat(database.read(COPIES)).hasSize(1);
    untouched();
    pending.run(database, "migrate", "--to", "" + Pending.version(0)).succeeded();
    assertThat(database.read(COPIES)).isEmpty();
  }

  private void untouched() throws SQLException {
    assertThat(
            database.read(
                "select attname from pg_attribute where attrelid = 'auth.users'::regclass and attname = 'note'"))
        .isEmpty();
    assertThat(database.read("select count(*) from ops.flyway_history"))
        .containsExactly("" + Pending.version(0));
  }
}
