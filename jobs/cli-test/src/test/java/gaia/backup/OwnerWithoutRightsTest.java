package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever owns a database and may make nothing beside: no role, and no extension of others. */
@Timeout(120)
class OwnerWithoutRightsTest {
  private static final String BY_OTHERS =
      """
      create schema ext;
      create extension pg_buffercache with schema ext;
      create extension citext with schema ext;
      grant usage on schema ext to bob;
      comment on schema ext is 'of others'
      """;

  @TempDir private Path folder;

  private Bobs bobs;

  @BeforeEach
  void start() throws SQLException {
    bobs = new Bobs("nocreaterole nocreatedb");
  }

  @AfterEach
  void end() {
    bobs.close();
  }

  @Test
  void anExtensionThatOthersMade_isTakenAsItIs() throws SQLException, IOException {
    backedUp(BY_OTHERS, "create table t (name ext.citext); insert into t values ('A')");
    try (Connection cloud = bobs.cloud("again")) {
      Scratch.execute(cloud, BY_OTHERS);
    }
    Psql.Ended ended = restored();
    assertThat(ended.exit()).as(ended.said()).isZero();
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select name operator(ext.=) 'a' from t"))
          .containsExactly("t");
    }
  }

  @Test
  void anExtensionThatIsMissing_isNamedWithWhatMakesIt() throws SQLException, IOException {
    backedUp("create extension pg_buffercache; create extension citext", "create table t (a int)");
    Psql.Ended ended = restored();
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.said())
        .contains(
            "the extension pg_buffercache is missing: permission denied",
            "HINT:  let somebody who may make it say in this database:"
                + " create extension pg_buffercache with schema public");
    try (Connection cloud = bobs.cloud("again")) {
      Scratch.execute(cloud, "create extension pg_buffercache");
    }
    Psql.Ended then = restored();
    assertThat(then.exit()).as(then.said()).isZero();
  }

  @Test
  void anExtensionInAnotherSchema_isNamed() throws SQLException, IOException {
    backedUp("create extension pg_buffercache", "create table t (a int)");
    try (Connection cloud = bobs.cloud("again")) {
      Scratch.execute(cloud, "create schema ext; create extension pg_buffercache with schema ext");
    }
    Psql.Ended ended = restored();
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.said())
        .contains("the extension pg_buffercache is in another schema than public");
  }

  @Test
  void rolesThatAreMissing_areNamed() throws SQLException, IOException {
    backedUp(
        "create role reader; create role \"Odd, one\"",
        "create table t (a int); grant select on t to reader; grant insert on t to \"Odd, one\"");
    try (Connection cloud = bobs.cloud("ours")) {
      Scratch.execute(cloud, "drop owned by reader, \"Odd, one\"; drop role reader, \"Odd, one\"");
    }
    Psql.Ended ended = restored();
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.said())
        .contains("bob may make no roles, and these are missing: \"Odd, one\", reader", "HINT:");
    try (Connection cloud = bobs.cloud("postgres")) {
      Scratch.execute(cloud, "create role reader; create role \"Odd, one\"");
    }
    Psql.Ended then = restored();
    assertThat(then.exit()).as(then.said()).isZero();
    assertThat(then.said()).isEmpty();
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select has_table_privilege('reader', 't', 'select')"))
          .containsExactly("t");
    }
  }

  @Test
  void anOwnerWhomNobodyMayBecome_isNamed() throws SQLException, IOException {
    backedUp("create role other", "create table t (a int)");
    try (Connection cloud = bobs.cloud("ours")) {
      Scratch.execute(
          cloud,
          "alter database ours owner to other; grant all on database ours to bob; alter table t owner to other; grant select on t to bob");
    }
    assertThat(bobs.backup(folder).exit()).isZero();
    Psql.Ended ended = restored();
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.said())
        .contains(
            "other owns what is in this file, and bob may not become it", "grant other to bob");
    try (Connection cloud = bobs.cloud("postgres")) {
      Scratch.execute(cloud, "grant other to bob");
    }
    Psql.Ended then = restored();
    assertThat(then.exit()).as(then.said()).isZero();
  }

  private void backedUp(String byOthers, String made) throws SQLException {
    try (Connection cloud = bobs.cloud("ours")) {
      Scratch.execute(cloud, byOthers);
    }
    try (Connection ours = bobs.connect("ours")) {
      Scratch.execute(ours, made);
    }
    Program.Ended backup = bobs.backup(folder);
    assertThat(backup.exit()).as(backup.err()).isZero();
  }

  private Psql.Ended restored() throws IOException {
    return Psql.tried(Kept.newest(folder).file(), bobs.url("again"));
  }
}
