package gaia.plan;

import static gaia.cli.Program.gaia;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.migrate.BundledScripts;
import gaia.migrate.Pending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final String HISTORY =
      """
      select concat_ws(' ', installed_rank, version, description, type, script, checksum, installed_by, success)
      from ops.flyway_history order by installed_rank
      """;
  private static final String RECORDS = "select r::text from ops.migration_records r order by name";

  @TempDir private Path folder;

  @Test
  void fromNothing_itMakesWhatMigrateMakes() throws SQLException, IOException {
    Scratch migrated = Scratch.migrated();
    Scratch planned = Scratch.empty();
    psql(planned, gaia("plan", "--database", planned.url()).out());
    assertThat(planned.read(HISTORY)).isEqualTo(migrated.read(HISTORY));
    assertThat(planned.read(RECORDS)).isEqualTo(migrated.read(RECORDS));
    try (Connection one = migrated.owner();
        Connection other = planned.owner()) {
      assertThat(Differences.between(Catalog.read(one), Catalog.read(other))).isEmpty();
    }
    gaia("check", "--database", planned.url()).succeeded();
    assertThat(gaia("migrate", "--database", planned.url()).out()).startsWith("nothing to do");
  }

  @Test
  void stepByStep_offline_whatCanNotBeInATransactionToo() throws SQLException, IOException {
    Pending pending =
        Pending.in(folder)
            .add(1, "note", "alter table auth.users add column note text;")
            .add(2, "by_note", "create index concurrently by_note on auth.users (note);")
            .add(3, "last", "create table game.last (id integer);");
    Scratch planned = Scratch.empty();
    int old = 12;
    Ended first = pending.run(planned, "plan", "--offline", "--from", "0", "--to", "" + old);
    psql(planned, first.out());
    assertThat(pending.run(planned, "check").exit()).isEqualTo(1);
    psql(planned, pending.run(planned, "plan").out());
    assertThat(pending.run(planned, "check").out())
        .isEqualTo("schema " + Pending.version(3) + " is current\n");
    Scratch migrated = Scratch.empty();
    pending.run(migrated, "migrate").succeeded();
    assertThat(planned.read(HISTORY)).isEqualTo(migrated.read(HISTORY));
    try (Connection one = migrated.owner();
        Connection other = planned.owner()) {
      assertThat(Differences.between(Catalog.read(one), Catalog.read(other))).isEmpty();
    }
  }

  @Test
  void whatMustBeCommitted_andWhatAScriptSets_areAsInAMigrate() throws SQLException, IOException {
    Pending pending =
        Pending.in(folder)
            .add(1, "kind", "set search_path = game; create type kind as enum ('a');")
            .add(2, "label", "alter type game.kind add value 'b';")
            .add(3, "kinds", "create table kinds (kind game.kind default 'b');");
    Scratch planned = Scratch.migrated();
    psql(planned, pending.run(planned, "plan").out());
    Scratch migrated = Scratch.migrated();
    pending.run(migrated, "migrate").succeeded();
    assertThat(planned.read(HISTORY)).isEqualTo(migrated.read(HISTORY));
    try (Connection one = migrated.owner();
        Connection other = planned.owner()) {
      assertThat(Differences.between(Catalog.read(one), Catalog.read(other))).isEmpty();
    }
  }

  @Test
  void offline_needsNoDatabase() {
    int newest = BundledScripts.newest();
    Ended ended =
        gaia(
            "plan",
            "--offline",
            "--from",
            "" + (newest - 1),
            "--database",
            "postgresql://a@127.0.0.1:1/b");
    ended.succeeded();
    assertThat(ended.out()).contains("-- From schema " + (newest - 1) + " to " + newest);
    assertThat(gaia("plan", "--offline", "--from", "" + newest).out())
        .contains("nothing to do: schema " + newest);
  }

  @Test
  void aPlanForAnotherVersion_changesNothing() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    String plan = gaia("plan", "--offline", "--from", "3", "--to", "4").out();
    assertThat(run(database, plan)).contains("goes on from schema 3, and the database stands at");
    assertThat(database.read("select count(*) from ops.flyway_history"))
        .containsExactly("" + BundledScripts.newest());
  }

  @Test
  void misuse_isToldApart() {
    assertThat(gaia("plan", "--offline").err()).contains("--offline does not know where");
    assertThat(gaia("plan", "--offline").exit()).isEqualTo(2);
    assertThat(gaia("plan", "--from", "3", "--database", "postgresql://a@127.0.0.1:1/b").exit())
        .isEqualTo(2);
    assertThat(gaia("plan", "--offline", "--from", "9999").err()).contains("there is no migration");
  }

  private void psql(Scratch database, String plan) throws IOException {
    assertThat(run(database, plan)).doesNotContain("ERROR").endsWith("exit 0");
  }

  private String run(Scratch database, String plan) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.sql"), plan);
    ProcessBuilder psql =
        new ProcessBuilder("psql", "-X", "-q", "-f", file.toString(), database.url());
    // Whatever terminal it is, the scripts are what they are.
    psql.environment().put("PGCLIENTENCODING", "LATIN1");
    Process process;
    try {
      process = psql.redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort("no psql here: " + e.getMessage());
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return said + "exit " + process.onExit().join().exitValue();
  }
}
