package gaia.check;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.migrate.Pending;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeEach
  void migrate() throws SQLException, IOException {
    database = Scratch.migrated();
    pending = Pending.in(folder);
  }

  @Test
  void current_isZero() {
    Ended ended = pending.run(database, "check");
    ended.succeeded();
    assertThat(ended.out()).isEqualTo("schema " + Pending.version(0) + " is current\n");
  }

  @Test
  void pending_isOne() throws IOException {
    pending.add(1, "next", "select 1;");
    Ended ended = pending.run(database, "check", "--json");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.json()).containsEntry("outcome", "drift");
    assertThat(ended.out()).contains("\"description\":\"next\"", "\"pending\":1");
    assertThat(pending.run(database, "check").out())
        .startsWith("pending " + Pending.version(1) + " next\n");
  }

  @Test
  void edited_is65_anUndoScriptToo() throws IOException {
    pending.edit("V003__moved.sql", "-- x\n");
    Ended ended = pending.run(database, "check");
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains("edited or removed after it was applied: 3 moved");
    Pending undone = Pending.in(folder.resolve("undone"));
    undone.edit("U003__moved.sql", "-- x\n");
    Ended other = undone.run(database, "check");
    assertThat(other.exit()).isEqualTo(65);
    assertThat(other.err()).contains("the undo script of 3 moved was edited");
  }

  @Test
  void deletedRecords_areNamed_andMigrateWritesThemAnew() throws SQLException {
    String records = "select r::text from ops.migration_records r order by name";
    List<String> before = database.read(records);
    pending.run(database, "migrate").succeeded();
    database.run("delete from ops.migration_records where script ~ '^V00[34]'");
    assertRefused("has no row of it: 3 moved, 4 ", "gaia migrate");
    assertThat(pending.run(database, "migrate", "--dry-run").out())
        .contains("would record 3 moved anew");
    Ended ended = pending.run(database, "migrate", "--json");
    assertThat(ended.json()).containsEntry("outcome", "done");
    assertThat(ended.out()).contains("\"recorded\":2");
    assertThat(database.read(records)).isEqualTo(before);
    pending.run(database, "check").succeeded();
  }

  @Test
  void changedRecords_areNamed() throws SQLException {
    database.run("update ops.migration_records set checksum = 'x' where script ~ '^V003'");
    assertRefused(
        "has another checksum than the script that was applied: 3 moved", "delete the row");
    database.run("delete from ops.migration_records where script ~ '^V003'");
    pending.run(database, "migrate").succeeded();
    pending.run(database, "check").succeeded();
  }

  private void assertRefused(String... words) {
    Ended ended = pending.run(database, "check");
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains(words);
  }

  @Test
  void anEmptyDatabase_hasEverythingPending() throws SQLException {
    assertThat(pending.run(Scratch.empty(), "check").out())
        .endsWith("schema 0, " + Pending.version(0) + " pending\n");
  }
}
