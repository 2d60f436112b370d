package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is added to an enum, which nobody may use before it is committed. */
@Timeout(240)
class LabelsTest {
  private static final String ADD = "alter type game.kind add value 'b';";
  private static final String USE =
      "alter table game.kinds alter kind set default 'b'; insert into game.kinds default values;";

  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeEach
  void kinds() throws SQLException, IOException {
    database = Scratch.migrated();
    pending =
        Pending.in(folder)
            .add(
                1,
                "kinds",
                "create type game.kind as enum ('a'); create table game.kinds (kind game.kind);")
            .undo(1, "kinds", "drop table game.kinds; drop type game.kind;");
    pending.run(database, "migrate").succeeded();
    database.run("insert into game.kinds values ('a')");
    pending
        .add(2, "label", ADD)
        .undo(
            2,
            "label",
            """
            alter type game.kind rename to kind_with_b;
            create type game.kind as enum ('a');
            alter table game.kinds alter kind type game.kind
              using case kind::text when 'a' then 'a'::game.kind end;
            drop type game.kind_with_b;
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ADD,
        "do $$ begin execute 'alter type game.kind add value if not exists ''b'' after ''a'''; end $$;"
      })
  void isUsedByTheNextScriptOfTheSameRun_andReplayedByTheNext(String add)
      throws SQLException, IOException {
    pending.add(2, "label", add);
    pending.add(3, "use", USE).undo(3, "use", "alter table game.kinds alter kind drop default;");
    Ended ended = pending.run(database, "migrate");
    ended.succeeded();
    assertThat(ended.err()).contains("applied, verified, undone, compared on a scratch copy");
    assertThat(database.read("select kind from game.kinds order by 1")).containsExactly("a", "b");
    pending.add(4, "more", "select 1;").undo(4, "more", "select 1;");
    pending.run(database, "migrate").succeeded();
    pending.run(database, "rollback", "--yes", "--lose-data", "--count", "3").succeeded();
    assertThat(database.read("select kind from game.kinds where kind is not null"))
        .containsExactly("a");
  }

  @Test
  void usedByItsOwnScript_isRefusedWithAHint() throws SQLException, IOException {
    pending.add(2, "label", ADD + USE);
    for (String[] words : new String[][] {{"migrate"}, {"migrate", "--skip-rehearsal"}}) {
      Ended ended = pending.run(database, words);
      assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
      assertThat(ended.err())
          .contains("migration " + Pending.version(2) + " label", "unsafe use of new value")
          .containsPattern("hint: .*use the new value in the next migration");
    }
    assertThat(
            database.read("select enumlabel from pg_enum where enumtypid = 'game.kind'::regtype"))
        .containsExactly("a");
  }
}
