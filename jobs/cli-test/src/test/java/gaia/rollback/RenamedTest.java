package gaia.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.migrate.Pending;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has another name after an undo is still there. */
@Timeout(240)
class RenamedTest {
  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeEach
  void dens() throws SQLException, IOException {
    database = Scratch.migrated();
    pending =
        Pending.in(folder)
            .add(
                1,
                "dens",
                """
                create table game.dens (id integer, name text, note text);
                create table game.logs (at integer, line text, size integer) partition by range (at);
                create table game.logs_1 partition of game.logs for values from (1) to (10);
                """)
            .undo(1, "dens", "drop table game.dens, game.logs;");
    pending.run(database, "migrate").succeeded();
    database.run(
        """
        insert into game.dens values (1, 'one', 'x'), (2, 'two', 'y');
        insert into game.logs values (5, 'five', 4)
        """);
  }

  @Test
  void tablesAndColumns_areNotLost() throws SQLException, IOException {
    pending
        .add(
            2,
            "names",
            """
            alter table game.dens rename name to title;
            alter table game.dens rename to lairs;
            alter table game.lairs set schema public;
            alter table game.logs rename line to entry;
            alter table game.logs_1 rename to logs_first;
            alter table game.logs rename to journal;
            """)
        .undo(
            2,
            "names",
            """
            alter table game.journal rename to logs;
            alter table game.logs_first rename to logs_1;
            alter table game.logs rename entry to line;
            alter table public.lairs set schema game;
            alter table game.lairs rename to dens;
            alter table game.dens rename title to name;
            """);
    takenBackWithoutALoss();
    assertThat(database.read("select name from game.dens order by id"))
        .containsExactly("one", "two");
    assertThat(database.read("select line from game.logs")).containsExactly("five");
  }

  @Test
  void columnsThatChangeTheirNames_areNotLost() throws SQLException, IOException {
    String swap =
        """
        alter table game.dens rename name to other;
        alter table game.dens rename note to name;
        alter table game.dens rename other to note;
        """;
    pending.add(2, "swap", swap).undo(2, "swap", swap);
    takenBackWithoutALoss();
    assertThat(database.read("select name from game.dens order by id"))
        .containsExactly("one", "two");
  }

  @Test
  void whatGoesFromARenamedTable_isLost() throws SQLException, IOException {
    pending
        .add(
            2,
            "more",
            "alter table game.dens rename to lairs; alter table game.lairs add more text;")
        .undo(
            2, "more", "alter table game.lairs drop more; alter table game.lairs rename to dens;");
    pending.run(database, "migrate").succeeded();
    database.run("update game.lairs set more = 'kept' where id = 1");
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("refused: rows would be lost: game.lairs.more 1 row", "--lose-data")
        .doesNotContain("game.lairs 2 rows");
  }

  @Test
  void whatIsRenamedAndWrittenAnew_isCounted() throws SQLException, IOException {
    pending
        .add(
            2,
            "wide",
            """
            alter table game.logs alter size type bigint;
            alter table game.logs rename line to entry;
            """)
        .undo(
            2,
            "wide",
            """
            alter table game.logs rename entry to line;
            alter table game.logs alter size type integer;
            """);
    pending.run(database, "migrate").succeeded();
    Ended ended = pending.run(database, "rollback", "--yes");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.err()).contains("refused: rows would be lost: game.logs.entry 1 row");
    pending.run(database, "rollback", "--yes", "--lose-data").succeeded();
    assertThat(database.read("select line from game.logs")).containsExactly("five");
  }

  private void takenBackWithoutALoss() {
    pending.run(database, "migrate").succeeded();
    Ended ended = pending.run(database, "rollback", "--yes", "--json");
    ended.succeeded();
    assertThat(ended.out()).contains("\"rows_lost\":0");
  }
}
