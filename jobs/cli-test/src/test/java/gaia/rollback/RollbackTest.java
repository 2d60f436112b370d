package gaia.rollback;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.catalog.Catalog;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.migrate.Pending;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(240)
class RollbackTest {
  private static final String PEOPLE =
      """
      insert into auth.users (user_id, issuer, subject)
      select gen_random_uuid(), 'i', n::text from generate_series(1, 3) n
      """;

  @TempDir private static Path first;
  private static Scratch migrated;
  private static String before;

  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeAll
  static void twoMore() throws SQLException, IOException {
    migrated = Scratch.migrated();
    before = fingerprint(migrated);
    twoMore(first).run(migrated, "migrate").succeeded();
  }

  @BeforeEach
  void copy() throws SQLException, IOException {
    database = migrated.copy();
    pending = twoMore(folder);
  }

  private static Pending twoMore(Path folder) throws IOException {
    return Pending.in(folder)
        .add(1, "rooms", "create table game.dens (id integer);")
        .undo(1, "rooms", "drop table game.dens;")
        .add(
            2, "note", "alter table auth.users add column note text, add column age int default 7;")
        .undo(2, "note", "alter table auth.users drop column note, drop column age;");
  }

  @Test
  void one_isTheDefault_andCanBeAppliedAgain() throws SQLException {
    String after = fingerprint();
    database.run(PEOPLE);
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.err()).contains("1 to take back: " + Pending.version(2) + " note");
    assertThat(ended.out()).startsWith("done: schema " + Pending.version(1) + ", verified, ");
    assertThat(database.read("select max(version) from ops.flyway_history"))
        .containsExactly("%03d".formatted(Pending.version(1)));
    assertThat(database.read("select count(*) from ops.migration_records"))
        .containsExactly("" + Pending.version(1));
    pending.run(database, "migrate").succeeded();
    assertThat(fingerprint()).isEqualTo(after);
  }

  @Test
  void several_leaveWhatStoodBefore() throws SQLException {
    Ended ended =
        pending.run(database, "rollback", "--yes", "--json", "--to", "" + Pending.version(0));
    assertThat(ended.json()).containsEntry("outcome", "done");
    assertThat(ended.out()).contains("\"undone\":2", "\"rows_lost\":0");
    assertThat(fingerprint()).isEqualTo(before);
    assertThat(database.read("select name || ' ' || outcome from ops.job_runs order by run_id"))
        .endsWith("rollback done");
  }

  @Test
  void rows_areCountedByTableAndKept() throws SQLException {
    database.run(PEOPLE);
    database.run(
        "update auth.users set note = 'x' where subject <> '1'; update auth.users set age = 8 where subject = '1'");
    database.run("insert into game.dens values (1)");
    String full = fingerprint();
    Ended ended = pending.run(database, "rollback", "--yes", "--count", "2");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("refused: rows would be lost: ")
        .contains("game.dens 1 row", "auth.users.note 2 rows", "auth.users.age 1 row")
        .contains("--lose-data");
    assertThat(fingerprint()).isEqualTo(full);
    Ended dry = pending.run(database, "rollback", "--dry-run", "--count", "2");
    assertThat(dry.out()).contains("would lose auth.users.note 2 rows", "4 rows would be lost");
    assertThat(fingerprint()).isEqualTo(full);
    Ended aloud = pending.run(database, "rollback", "--yes", "--count", "2", "--lose-data");
    aloud.succeeded();
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void deletedTruncatedAndChangedRows_areLostToo() throws SQLException, IOException {
    database.run(PEOPLE);
    database.run("insert into game.dens values (1), (2)");
    pending
        .add(3, "data", "select 1;")
        .undo(
            3,
            "data",
            "delete from auth.users where subject = '2'; update auth.users set email = null;");
    pending.run(database, "migrate").succeeded();
    assertThat(pending.run(database, "rollback", "--yes").err())
        .contains("auth.users 1 row", "values of auth.users 2 rows");
    pending.add(4, "more", "select 1;").undo(4, "more", "truncate game.dens;");
    pending.run(database, "migrate").succeeded();
    assertThat(pending.run(database, "rollback", "--yes").err()).contains("game.dens 2 rows");
    assertThat(database.read("select count(*) from game.dens")).containsExactly("2");
  }

  @Test
  void droppedPartition_takesItsRowsWithIt() throws SQLException, IOException {
    pending
        .add(
            3,
            "month",
            "create table game.chat_history_2130_01 partition of game.chat_history for values from ('2130-01-01') to ('2130-02-01');")
        .undo(3, "month", "drop table game.chat_history_2130_01;");
    pending.run(database, "migrate").succeeded();
    said("2130-01-05");
    assertRefused("game.chat_history_2130_01 1 row");
    assertThat(database.read("select content from game.chat_history")).containsExactly("hello");
    pending.run(database, "rollback", "--yes", "--lose-data").succeeded();
  }

  @Test
  void cutValuesOfAPartitionMadeLater_areLost() throws SQLException, IOException {
    pending
        .add(3, "short", "alter table game.chat_history alter content type varchar(90000);")
        .undo(
            3,
            "short",
            "alter table game.chat_history alter content type text using left(content, 1);");
    pending.run(database, "migrate").succeeded();
    database.run(
        "create table game.later partition of game.chat_history for values from ('2130-01-01') to ('2130-02-01')");
    said("2130-01-05");
    said("2000-01-01");
    assertRefused("values of game.chat_history 2 rows");
    assertThat(database.read("select content from game.later")).containsExactly("hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table auth.users alter note type text using left(note, 1);",
        "alter table auth.users drop note, add note text;"
      })
  void cutValues_areLost(String undo) throws SQLException, IOException {
    database.run(PEOPLE);
    database.run("update auth.users set note = case subject when '1' then 'a' else 'long' end");
    pending
        .add(3, "short", "alter table auth.users alter note type varchar(500);")
        .undo(3, "short", undo);
    pending.run(database, "migrate").succeeded();
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .containsPattern("refused: rows would be lost: values of auth.users [23] rows");
    assertThat(database.read("select note from auth.users order by 1"))
        .containsExactly("a", "long", "long");
    pending.run(database, "rollback", "--yes", "--lose-data").succeeded();
  }

  @Test
  void valuesOfATypeThatKnowsNoEqual_areCounted() throws SQLException, IOException {
    database.run(PEOPLE);
    pending
        .add(
            3,
            "prefs",
            "alter table auth.users add prefs json not null default '{}', add price numeric(5, 2) default 0;")
        .undo(3, "prefs", "alter table auth.users drop prefs, drop price;");
    pending.run(database, "migrate").succeeded();
    database.run("update auth.users set prefs = '{\"a\": 1}' where subject = '1'");
    assertRefused("auth.users.prefs 1 row");
    pending.run(database, "rollback", "--yes", "--lose-data").succeeded();
  }

  @Test
  void rowsThatAPolicyHides_areNotTakenForNone() throws SQLException, IOException {
    pending
        .add(3, "closed", "create table game.closed (id integer);")
        .undo(3, "closed", "drop table game.closed;");
    pending.run(database, "migrate").succeeded();
    database.run(
        """
        insert into game.closed values (1);
        alter table game.closed enable row level security, force row level security
        """);
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("row-level security policy for table \"closed\"");
    database.run("alter table game.closed no force row level security");
    assertRefused("game.closed 1 row");
    pending.run(database, "rollback", "--yes", "--lose-data").succeeded();
  }

  @Test
  void rewrittenRows_thatStayAsTheyWere_areNotLost() throws SQLException, IOException {
    database.run(PEOPLE);
    database.run("update auth.users set age = subject::integer, note = 'long'");
    pending
        .add(
            3,
            "wide",
            "alter table auth.users alter age type bigint, alter note type varchar(500);")
        .undo(3, "wide", "alter table auth.users alter age type integer, alter note type text;");
    pending.run(database, "migrate").succeeded();
    database.run("alter table auth.users add by_hand text");
    Ended ended = pending.run(database, "rollback", "--yes", "--json");
    assertThat(ended.out()).contains("\"outcome\":\"done\"", "\"rows_lost\":0");
  }

  @Test
  void whatCascadesToTablesMadeByHand_isLostToo() throws SQLException, IOException {
    pending
        .add(3, "kind", "create type game.kind as enum ('a');")
        .undo(3, "kind", "drop type game.kind cascade;");
    pending.run(database, "migrate").succeeded();
    database.run(
        """
        create table game.by_hand (x game.kind, y integer);
        insert into game.by_hand values ('a', 1), (null, 2)
        """);
    assertRefused("game.by_hand.x 1 row");
    assertThat(database.read("select x from game.by_hand where y = 1")).containsExactly("a");
    assertThat(pending.run(database, "rollback", "--dry-run").out())
        .contains("would lose game.by_hand.x 1 row");
    pending.run(database, "rollback", "--yes", "--lose-data").succeeded();
    assertThat(database.read("select y from game.by_hand")).hasSize(2);
  }

  @Test
  void whatIsTruncatedWithATable_isLostToo() throws SQLException, IOException {
    pending
        .add(3, "key", "alter table game.dens add primary key (id);")
        .undo(3, "key", "alter table game.dens drop constraint dens_pkey;")
        .add(4, "empty", "select 1;")
        .undo(4, "empty", "truncate game.dens cascade;");
    pending.run(database, "migrate").succeeded();
    database.run(
        """
        create table game.by_hand (den integer references game.dens);
        insert into game.dens values (1);
        insert into game.by_hand values (1), (1)
        """);
    assertRefused("game.by_hand 2 rows, game.dens 1 row");
    assertThat(database.read("select den from game.by_hand")).hasSize(2);
  }

  @Test
  void editedUndo_isRefused() throws SQLException, IOException {
    pending.undo(2, "note", "alter table auth.users drop column note;");
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains("undo script of " + Pending.version(2) + " note was edited");
  }

  @Test
  void whatDoesNotLeadBack_isNotKept() throws SQLException, IOException {
    database.run("create table game.linked (id integer)");
    database.run("create view game.uses_note as select note from auth.users");
    String full = fingerprint();
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("undo of " + Pending.version(2) + " note: cannot drop column");
    assertThat(fingerprint()).isEqualTo(full);
  }

  @Test
  void nobodyToAsk_wantsYes() throws SQLException {
    Ended ended = pending.run(database, "rollback");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .contains("nobody is here to be asked about " + database.name(), "--yes");
  }

  @Test
  void onATerminal_theNameOfTheDatabaseIsAskedFor() throws SQLException, IOException {
    assertThat(typed("gaia")).contains("refused: that is not " + database.name());
    assertThat(typed(database.name())).contains("done: schema " + Pending.version(1));
  }

  @Test
  void killedHalfWay_nothingIsChanged() throws SQLException, IOException {
    pending
        .add(3, "stuck", "create table game.stuck (id integer);")
        .undo(3, "stuck", "drop table game.stuck; select pg_advisory_xact_lock(4711);");
    pending.run(database, "migrate").succeeded();
    String full = fingerprint();
    try (Connection obstacle = database.owner();
        Statement statement = obstacle.createStatement()) {
      statement.execute("select pg_advisory_lock(4711)");
      Process rollback =
          pending.start(database, "rollback", "--yes", "--count", "3", "--lock-timeout", "10m");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !Scratch.read(
                          obstacle, "select 1 from pg_locks where objid = 4711 and not granted")
                      .isEmpty());
      rollback.destroyForcibly().onExit().join();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Scratch.read(
                          obstacle,
                          "select 1 from pg_stat_activity where application_name = 'gaia-rollback'")
                      .isEmpty());
    }
    assertThat(fingerprint()).isEqualTo(full);
    pending.run(database, "rollback", "--yes", "--count", "3").succeeded();
    assertThat(fingerprint()).isEqualTo(before);
    assertThat(
            database.read(
                "select outcome || ' ' || left(coalesce(error, ''), 6) from ops.job_runs where name = 'rollback' order by run_id"))
        .containsExactly("failed killed", "done ");
  }

  @Test
  void allOfIt_andBackAgain() throws SQLException {
    Scratch all = Scratch.migrated();
    assertThat(gaia("rollback", "--yes", "--to", "0", "--database", all.url()).err())
        .contains("ops.job_runs 2 rows");
    gaia("rollback", "--yes", "--lose-data", "--to", "0", "--database", all.url()).succeeded();
    assertThat(gaia("rollback", "--yes", "--database", all.url()).out())
        .startsWith("nothing to do: schema 0");
    gaia("migrate", "--database", all.url()).succeeded();
  }

  private void said(String day) throws SQLException {
    database.run(
        """
        with person as (
          insert into auth.users (user_id, issuer, subject)
          values (gen_random_uuid(), 'i', gen_random_uuid()::text) returning user_id
        ), campaign as (
          insert into game.campaigns (campaign_id, owner_id, name)
          select user_id, user_id, 'c' from person returning owner_id
        )
        insert into game.chat_history (message_id, campaign_id, user_id, content, created_at)
        select owner_id, owner_id, owner_id, 'hello', '%s' from campaign
        """
            .formatted(day));
  }

  private void assertRefused(String lost) {
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("refused: rows would be lost: ", lost, "--lose-data");
  }

  private String typed(String answer) throws IOException {
    // A terminal of its own; what is typed comes before it is asked, and waits there.
    String command =
        String.join(
            " ",
            pending.builder(database, "rollback").command().stream()
                .map(word -> "'" + word + "'")
                .toList());
    Process script =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .start();
    try (var in = script.outputWriter()) {
      in.write(answer + "\n");
      in.flush();
      return new String(
          script.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private String fingerprint() throws SQLException {
    return fingerprint(database);
  }

  private static String fingerprint(Scratch database) throws SQLException {
    try (Connection owner = database.owner()) {
      return Catalog.read(owner).fingerprint();
    }
  }
}
