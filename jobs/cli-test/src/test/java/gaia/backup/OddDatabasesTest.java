package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are none of ours, restored by the login that owns them and is no superuser. */
@Timeout(120)
class OddDatabasesTest {
  private static final String OF_ANOTHER =
      """
      create role other;
      create role "odd $gaia$ {sql} '";
      grant other to bob;
      create table t (a int);
      grant create on schema public to other;
      alter table t owner to other;
      set role other;
      grant select on t to "odd $gaia$ {sql} '" with grant option;
      reset role;
      comment on database ours is 'a $gaia$ %s ''b'
      """;

  private static final String UNFILLED =
      """
      create table t (a int);
      insert into t values (1);
      create materialized view bad as select 1 / 0 as x with no data;
      create materialized view z as select a from t;
      create view through as select a from z;
      create materialized view a as select a from through;
      create unique index on a (a);
      create materialized view emptied as select a from t;
      create materialized view b as select a from emptied;
      refresh materialized view emptied with no data
      """;

  private static final String UNCHECKED =
      """
      create domain positive as int;
      create table t (a positive);
      insert into t values (-1);
      alter domain positive add constraint pos check (value > 0) not valid;
      create table u (x int);
      insert into u values (10);
      create function under(v int) returns boolean language plpgsql stable
        as 'begin return coalesce(v < (select max(x) from u), false); end';
      create domain low as int check (under(value));
      create table a (v low);
      insert into a values (2);
      create function yes(int) returns boolean language plpgsql as 'begin return true; end';
      create domain part as int check (yes(value));
      create table parts (v part[]);
      insert into parts values ('{1}')
      """;

  private static final String NUMBERED =
      """
      create table was (id int generated always as identity);
      alter table was rename to "is";
      grant usage on sequence was_id_seq to pg_monitor;
      create sequence is_id_seq
      """;

  private static final String PARTITIONED =
      """
      create table p (a int, b int) partition by range (a);
      create table p1 partition of p for values from (0) to (10);
      create index p1_a_idx on p1 (a) where b > 0;
      create index on p (a);
      create index p1_again on p1 (a desc);
      create table q (i int primary key);
      alter table p1 add constraint fk2 foreign key (b) references q;
      alter table p add constraint fk2 foreign key (a) references q;
      alter table p add primary key (a);
      alter table p1 add constraint self foreign key (b) references p
      """;

  private static final String CIRCLE =
      """
      create table t (id int, n bigint);
      create function counted() returns bigint return (select count(*) from t);
      alter table t alter n set default counted()
      """;

  private static final String STATES =
      """
      select concat_ws(' ', oid::regclass, relowner::regrole, relkind, relispopulated,
        case relkind when 'm' then case when relispopulated then (xpath('/row/n/text()',
          query_to_xml('select count(*) as n from ' || oid::regclass, false, true, '')))[1]::text end end)
      from pg_class where oid >= 16384 and relnamespace = 'public'::regnamespace order by 1
      """;

  @TempDir private Path folder;

  private LocalPostgres server;

  @BeforeEach
  void serverOfBobs() throws SQLException {
    server = LocalPostgres.temporary();
    try (Connection admin = server.connect("migrate", "postgres")) {
      Scratch.execute(
          admin,
          "set role cloudsqlsuperuser; create role bob login createrole createdb password 'b'");
    }
    try (Connection bob = bob("postgres")) {
      Scratch.execute(bob, "create database ours");
      Scratch.execute(bob, "create database again");
    }
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void whatAnotherRoleOwns_isThatRolesAgain() throws SQLException, IOException {
    isThereAgain(OF_ANOTHER);
  }

  @Test
  void viewsWithoutRows_areNotFilled() throws SQLException, IOException {
    isThereAgain(UNFILLED);
  }

  @Test
  void rowsThatADomainWouldRefuse_areThere() throws SQLException, IOException {
    isThereAgain(UNCHECKED);
  }

  @Test
  void sequencesOfRenamedTables_keepTheirNames() throws SQLException, IOException {
    isThereAgain(NUMBERED);
  }

  @Test
  void indexesAndKeysOfAPartition_keepTheirNames() throws SQLException, IOException {
    isThereAgain(PARTITIONED);
  }

  @Test
  void aDefaultThatReadsItsOwnTable_isThere() throws SQLException, IOException {
    isThereAgain(CIRCLE);
  }

  @Test
  void aSettingThatOnlyASuperuserMakes_isSaidInAWarning() throws SQLException, IOException {
    try (Connection cloud = server.connectAsCloud("ours", false)) {
      Scratch.execute(
          cloud,
          "alter database ours set log_statement = 'none'; alter database ours set work_mem = '7MB'");
    }
    assertThat(backup().exit()).isZero();
    Psql.Ended ended = Psql.tried(Kept.newest(folder).file(), url("again"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("permission denied to set parameter \"log_statement\"");
    try (Connection again = bob("again")) {
      assertThat(Scratch.read(again, "show work_mem")).containsExactly("7MB");
    }
  }

  @Test
  void functionsThatOnlyASuperuserMakes_areRefused() throws SQLException {
    try (Connection cloud = server.connectAsCloud("ours", false)) {
      Scratch.execute(
          cloud,
          """
          create function sure() returns int leakproof language sql as 'select 1';
          create function root(float8) returns float8 language internal as 'dsqrt';
          create function quiet() returns int language sql set log_statement = 'none' as 'select 1';
          create function usual() returns int language sql set work_mem = '1MB' as 'select 1'
          """);
    }
    Ended ended = backup();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "function public.sure(): leakproof, as only a superuser makes one",
            "function public.root(double precision): in the language internal, as only a superuser",
            "function public.quiet(): sets log_statement, as only a superuser may")
        .doesNotContain("usual()");
  }

  private void isThereAgain(String made) throws SQLException, IOException {
    try (Connection ours = bob("ours")) {
      Scratch.execute(ours, made);
    }
    Ended backup = backup();
    assertThat(backup.exit()).as(backup.err()).isZero();
    Psql.Ended ended = Psql.tried(Kept.newest(folder).file(), url("again"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    try (Connection ours = bob("ours");
        Connection again = bob("again")) {
      assertThat(Differences.between(Catalog.read(ours), Catalog.read(again))).isEmpty();
      assertThat(Scratch.read(again, STATES)).isEqualTo(Scratch.read(ours, STATES));
    }
  }

  private Ended backup() {
    return Program.gaia("backup", "--database", url("ours"), "--to", folder.toString());
  }

  private String url(String database) {
    return "postgresql://bob:b@" + server.host() + ":" + server.port() + "/" + database;
  }

  private Connection bob(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database, "bob", "b");
  }
}
