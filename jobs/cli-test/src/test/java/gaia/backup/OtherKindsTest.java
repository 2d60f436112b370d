package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.cli.Program.Ended;
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

/** What an ordinary owner makes, and few do. */
@Timeout(120)
class OtherKindsTest {
  private static final String GRANTED =
      """
      create extension postgres_fdw;
      grant usage on foreign data wrapper postgres_fdw to bob
      """;

  private static final String FOREIGN =
      """
      create role other;
      create server far type 'a' version '1''' foreign data wrapper postgres_fdw options (host 'nowhere', dbname 'x;y');
      create server plain foreign data wrapper postgres_fdw;
      create user mapping for bob server far options (user 'a', password 'it''s');
      create user mapping for public server far;
      create function three() returns int language sql as 'select 3';
      create sequence numbers;
      create foreign table there (
        a int options (column_name 'b') not null default three(),
        "B c" text collate "C" default E'x;\\ny',
        g int generated always as (a + 1) stored,
        n int default nextval('numbers'),
        constraint positive check (a > 0)) server far options (table_name 't');
      alter sequence numbers owned by there.n;
      create foreign table nothing () server plain;
      alter foreign table there alter a set statistics 50, alter a set (n_distinct = 5);
      comment on foreign table there is 'far away';
      comment on column there.a is 'a column';
      comment on server far is 'a server';
      grant select on there to other;
      grant update (a) on there to other;
      grant usage on foreign server far to other with grant option;
      create view seen as select a from there;
      create function touch() returns trigger language plpgsql as 'begin return new; end';
      create trigger touched before insert on there for each row execute function touch();
      create statistics of_there on a, "B c" from there
      """;

  private static final String OF_ANOTHER =
      """
      create role other;
      grant other to bob;
      grant create on schema public to other;
      grant create on database ours to other;
      create collation mine (locale = 'C');
      create text search dictionary words (template = simple);
      create text search configuration texts (copy = simple);
      create function eq(int, int) returns boolean language sql as 'select $1 = $2';
      create operator === (leftarg = int, rightarg = int, function = eq, commutator = ====, negator = !==);
      create conversion conv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
      create publication pub;
      alter collation mine owner to other;
      alter text search dictionary words owner to other;
      alter text search configuration texts owner to other;
      alter operator ===(int, int) owner to other;
      alter conversion conv owner to other;
      alter publication pub owner to other
      """;

  private static final String MARKED =
      """
      create extension citext;
      create table t (a int);
      create index i on t (a);
      create function f() returns trigger language plpgsql as 'begin return new; end';
      create procedure p() language sql as 'select 1';
      create trigger tr before insert on t for each row execute function f();
      create materialized view m as select 1 as a;
      alter function f() depends on extension citext;
      alter procedure p() depends on extension citext;
      alter trigger tr on t depends on extension citext;
      alter index i depends on extension citext;
      alter materialized view m depends on extension citext
      """;

  @TempDir private Path folder;

  private Bobs bobs;

  @BeforeEach
  void start() throws SQLException {
    bobs = new Bobs("createrole");
  }

  @AfterEach
  void end() {
    bobs.close();
  }

  @Test
  void foreignTablesAndTheirServers_areThere() throws SQLException, IOException {
    byCloud("ours", GRANTED);
    byCloud("again", GRANTED);
    try (Connection ours = bobs.connect("ours")) {
      Scratch.execute(ours, FOREIGN);
    }
    Ended backup = bobs.backup(folder);
    assertThat(backup.exit()).as(backup.err()).isZero();
    Psql.Ended ended = Psql.tried(Kept.newest(folder).file(), bobs.url("again"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    String options =
        "select srvname || usename || umoptions::text from pg_user_mappings order by 1";
    try (Connection ours = bobs.connect("ours");
        Connection again = bobs.connect("again")) {
      assertThat(Differences.between(Catalog.read(ours), Catalog.read(again))).isEmpty();
      assertThat(Scratch.read(again, options)).isEqualTo(Scratch.read(ours, options));
      assertThat(Scratch.read(again, Bobs.FORM)).isEqualTo(Scratch.read(ours, Bobs.FORM));
    }
  }

  @Test
  void aMappingWhoseOptionsOthersKeep_isNamedAndRefused() throws SQLException {
    byCloud(
        "ours",
        """
        create extension postgres_fdw;
        create server far foreign data wrapper postgres_fdw;
        create user mapping for public server far options (password 'p')
        """);
    Ended backup = bobs.backup(folder);
    assertThat(backup.exit()).isEqualTo(1);
    assertThat(backup.err())
        .contains("user mapping for public server far: bob may not read its options");
  }

  @Test
  void whatAnotherRoleOwns_isThatRolesAgain() throws SQLException, IOException {
    bobs.isThereAgain(OF_ANOTHER, folder);
  }

  @Test
  void whatGoesWithAnExtension_isMarkedSo() throws SQLException, IOException {
    bobs.isThereAgain(MARKED, folder);
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select count(*) from pg_depend where deptype = 'x'"))
          .containsExactly("5");
    }
  }

  private void byCloud(String database, String sql) throws SQLException {
    try (Connection cloud = bobs.cloud(database)) {
      Scratch.execute(cloud, sql);
    }
  }
}
