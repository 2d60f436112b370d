package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that somebody wrote badly, or changed after they were applied. */
@Timeout(240)
class BrokenScriptsTest {
  private static final int NEWEST = BundledScripts.newest();
  private static final int NEXT = NEWEST + 1;

  @TempDir private Path scripts;
  private Scratch database;

  @BeforeEach
  void oursAreApplied() throws SQLException, IOException {
    database = Scratch.migrated();
    for (Path migration : BundledScripts.migrations()) {
      Files.copy(migration, scripts.resolve(migration.getFileName()));
    }
  }

  @Test
  void failure_leavesNothingOfAnyPendingMigration() throws SQLException, IOException {
    write(NEXT, "next", "create table ops.next (id integer);");
    write(NEXT + 1, "last", "create table ops.last (id integer);\n\ncreate table auth.users ();");
    Catalog before = Catalog.of(database);
    Ended ended = migrate("--json");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "migration %d last, line 3: relation \"users\" already exists".formatted(NEXT + 1))
        .contains("the schema is still " + NEWEST);
    assertThat(ended.json()).containsEntry("outcome", "failed").containsEntry("items", List.of());
    assertThat(Catalog.of(database)).isEqualTo(before);
    assertThat(history()).hasSize(NEWEST);
  }

  /** Its history row would be left behind, and the report would not be true. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table ops.next (id integer);\ncommit;\nselect 1 / 0;",
        "-- once more;\nBEGIN;\ncreate table ops.next (id integer);",
        "create table ops.next (id integer); rollback",
        "select 1; /* so */ end transaction;",
        "set role gaia_session; create table ops.next (id integer);",
        "create table ops.next (id integer);\nset local role none;",
        "set session authorization default; select 1;",
        "create table ops.next (id integer); select e'\\''; commit; select '';",
        "create table ops.next (id integer) /* a /* b */ ' */; commit; select '/*';",
        "create table ops.next (\"it's\" integer); commit; select ''"
      })
  void aTransactionOrARoleOfItsOwn_isRefused(String sql) throws SQLException, IOException {
    write(NEXT, "next", sql);
    Ended ended = migrate();
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err())
        .contains("though neither its transaction nor its role is its own", "hint: leave it out");
    assertThat(database.read("select to_regclass('ops.next')").getFirst()).isNull();
  }

  @Test
  void whatOnlyLooksLikeOne_isApplied() throws SQLException, IOException {
    write(
        NEXT,
        "next",
        """
        -- commit;
        create function ops.f() returns integer language sql begin atomic select 1; end;
        do $x1$ begin perform 1; end $x1$;
        savepoint here; rollback to here;
        select 'a; commit; set role x;', '\\', E'\\'; commit; ', 1 as "; commit; ";
        /* outer /* inner */ ; commit; */
        create function ops.g() returns integer language sql set search_path = ops as 'select 1';
        """);
    assertThat(migrate().out()).startsWith("done: schema " + NEXT);
  }

  /** Nothing would find the one that a run left behind. */
  @Test
  void anIndexMadeConcurrently_hasAName() throws SQLException, IOException {
    write(NEXT, "next", "create unique index concurrently on auth.users (username);");
    Ended ended = migrate();
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains("gives it no name", "hint: name it");
  }

  @Test
  void aHistoryThatSomebodyChanged_isRefusedWithTheRow() throws SQLException {
    database.run("update ops.flyway_history set success = false where version = '065'");
    assertThat(migrate().err())
        .contains("refused: 65 sequences is marked as failed in ops.flyway_history", "hint: ");
    database.run(
        "update ops.flyway_history set success = true, version = '65b' where version = '065'");
    assertThat(migrate().err()).contains("a version that no migration can have: 65b", "hint: ");
  }

  @Test
  void lockedTable_isBusyAndLeavesNothing() throws SQLException, IOException {
    write(NEXT, "next", "create table ops.next (id integer);");
    write(NEXT + 1, "last", "alter table auth.users add note text;");
    try (Connection reader = database.owner();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select * from auth.users");
      Ended ended = migrate("--lock-timeout", "1s", "--wait", "1s");
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.err())
          .contains("migration %d last, line 1: ".formatted(NEXT + 1), "lock timeout");
    }
    assertThat(history()).hasSize(NEWEST);
  }

  @Test
  void whatTheHistoryCanNotRecord_isNotKept() throws SQLException, IOException {
    write(NEXT, "next", "create table ops.next (id integer);");
    Catalog before = Catalog.of(database);
    try (Connection reader = database.owner();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("lock table ops.flyway_history in share mode");
      assertThat(migrate("--lock-timeout", "1s", "--wait", "1s").exit()).isEqualTo(75);
    }
    assertThat(Catalog.of(database)).isEqualTo(before);
    assertThat(migrate().out()).startsWith("done: schema " + NEXT);
    assertThat(
            database.read(
                """
                select made.xmin::text = recorded.xmin::text
                from pg_class made, ops.flyway_history recorded
                where made.oid = 'ops.next'::regclass and recorded.version = '%03d'
                """
                    .formatted(NEXT)))
        .as("made and recorded by one transaction")
        .containsExactly("t");
  }

  @Test
  void edited_isRefused() throws IOException, SQLException {
    write(3, "moved", "create function ops.moved() returns bigint return 1;");
    write(NEXT, "next", "create table ops.next (id integer);");
    Ended ended = migrate("--json");
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.json()).containsEntry("outcome", "refused").containsEntry("exit", 65);
    assertThat(ended.err()).contains("edited or removed after it was applied: 3 moved");
    assertThat(history()).hasSize(NEWEST);
  }

  @Test
  void removed_isRefused() throws IOException {
    Files.delete(script(3, "moved"));
    write(NEXT, "next", "create table ops.next (id integer);");
    Ended ended = migrate();
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains("edited or removed after it was applied: 3 moved");
  }

  @Test
  void newerDatabase_isLeftAlone() throws IOException {
    write(NEXT, "next", "create table ops.next (id integer);");
    migrate().succeeded();
    Files.delete(script(NEXT, "next"));
    Ended ended = migrate();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("does not know: %d next".formatted(NEXT));
  }

  @Test
  void olderThanTheSchema_isRefused() throws IOException {
    write(NEXT + 3, "last", "create table ops.last (id integer);");
    migrate().succeeded();
    write(NEXT, "next", "create table ops.next (id integer);");
    Ended ended = migrate();
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err())
        .contains("older than schema %d but never applied: %d next".formatted(NEXT + 3, NEXT));
  }

  @Test
  void target_mustExistAndLieAhead() throws IOException {
    write(NEXT, "next", "create table ops.next (id integer);");
    Ended unknown = migrate("--to", "999");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("there is no migration 999", "the newest is %d next".formatted(NEXT));
    migrate("--to", "" + NEXT).succeeded();
    Ended behind = migrate("--to", "" + NEWEST);
    assertThat(behind.exit()).isEqualTo(1);
    assertThat(behind.err()).contains("schema %d is already past %d".formatted(NEXT, NEWEST));
  }

  private void write(int version, String name, String sql) throws IOException {
    Files.writeString(script(version, name), sql);
  }

  private Path script(int version, String name) {
    return scripts.resolve("V%03d__%s.sql".formatted(version, name));
  }

  private Ended migrate(String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "migrate";
    words[1] = "--database";
    words[2] = database.url();
    System.arraycopy(options, 0, words, 3, options.length);
    return Program.bundling(scripts).run(words);
  }

  private List<String> history() throws SQLException {
    return database.read("select version from ops.flyway_history order by installed_rank");
  }
}
