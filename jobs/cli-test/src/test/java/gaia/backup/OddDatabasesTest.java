package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program;
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

  private static final String ODD_NAMES =
      """
      create schema "s ""$gaia$"" \\ %s {fn x} ? 'é' 😀";
      set search_path = "s ""$gaia$"" \\ %s {fn x} ? 'é' 😀";
      create table "t
      \\." (
        "%d
      \\N" int generated always as identity primary key,
        "a ""b\t'c" text default '%s' check ("a ""b\t'c" <> E'\\n')
      );
      insert into "t
      \\." ("a ""b\t'c") values ('x'), (null), (E'\\\\N'), ('%s {fn y} ?');
      create table "ééééééééééééééééééééééééééééééé0" ("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀000" int, "|| ' {" int)
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

  private static final String READING_OTHERS =
      """
      create table a (id int);
      create table z (id int, t text);
      insert into z select g, repeat(md5(g::text), 20) from generate_series(1, 30000) g;
      insert into a select g from generate_series(1, 5) g;
      create function is_known(int) returns boolean language plpgsql
        as 'begin return exists (select from public.z where id = 30001 - $1); end';
      create function others(int) returns bigint language plpgsql immutable
        as 'begin return (select count(*) from public.z); end';
      alter table a add check (is_known(id));
      create index on a (others(id))
      """;

  private static final String READING_VIEWS =
      """
      create table t (a int);
      insert into t values (1);
      create materialized view z_first as select a from t;
      create function of_first() returns bigint language plpgsql as 'begin return (select sum(a) from public.z_first); end';
      create materialized view b_second as select of_first() as n;
      create function of_second() returns bigint language plpgsql as 'begin return (select sum(n) from public.b_second); end';
      create view through as select of_second() as n;
      create materialized view a_third as select n from through;
      create function is_known(int) returns boolean language plpgsql
        as 'begin return exists (select from public.a_third where n = $1); end';
      alter table t add check (is_known(a))
      """;

  private static final String NAMES =
      """
      create function array_length(int[], int) returns int language sql immutable as 'select 99';
      create function lower(varchar) returns text language sql immutable as 'select ''taken''';
      create function format(text, text) returns text language sql immutable as 'select ''taken''';
      create function quote_ident(name) returns text language sql immutable as 'select ''taken''';
      create domain text as int;
      create schema s;
      create function unqualified(int) returns int language plpgsql immutable as 'begin return $1 + 1; end';
      create function s.asks(int) returns int language plpgsql immutable as 'begin return unqualified($1); end';
      create table s.t (
        a int[] check (pg_catalog.array_length(a, 1) < 5),
        v varchar default pg_catalog.lower('ABC'),
        i int check (s.asks(i) > 0),
        g pg_catalog.text generated always as (pg_catalog.lower(v)) stored,
        h int generated always as (s.asks(i)) stored,
        exclude using btree (s.asks(i) with =)
      );
      insert into s.t values ('{1,2}', 'AbC', 3);
      create index on s.t (pg_catalog.array_length(a, 1));
      create index on s.t (s.asks(i), pg_catalog.array_length(a, 1));
      create view s.v as select pg_catalog.array_length(a, 1) as x, public.array_length(a, 1) as y from s.t;
      create materialized view s.m as select s.asks(i), pg_catalog.array_length(a, 1) from s.t;
      create policy p on s.t using (pg_catalog.array_length(a, 1) > 0);
      create function s.standard(a int[]) returns int return pg_catalog.array_length(a, 1);
      create function s.def(a int default pg_catalog.array_length(array[1, 2], 1)) returns int language sql as 'select 1';
      create domain s.d as int[] default array[pg_catalog.array_length(array[1], 1)]
        check (pg_catalog.array_length(value, 1) < 9) check (s.asks(value[1]) > 0);
      create table s.of_d (d s.d);
      insert into s.of_d values ('{1}')
      """;

  private static final String INHERITED =
      """
      create table mother (a int not null, b text default 'm', constraint positive check (a > 0));
      create table father (c int, g int generated always as (c + 1) stored);
      create table child (d int) inherits (mother, father);
      alter table only child alter b drop default, alter c set not null, alter b set storage external, alter b set statistics 77;
      create table grandchild () inherits (child);
      alter table only grandchild alter b set default 'own', alter b set storage extended;
      create table merged (a int, e int) inherits (mother);
      create table joined (b text, a int not null, constraint positive check (a > 0));
      alter table joined inherit mother;
      create table counted () inherits (mother);
      create function counts() returns text return (select count(*)::text from mother);
      alter table only mother alter b set default counts();
      insert into grandchild (a, c, d) values (1, 2, 3)
      """;

  private static final String OF_PARTITIONS =
      """
      create table p (k int, t text, n numeric) partition by range (k);
      create index p_t on p (t);
      alter table p add constraint p_k unique (k);
      create table p1 partition of p for values from (0) to (10);
      create table other_order (n numeric default 3, gone int, k int, t text not null);
      alter table other_order drop gone;
      alter table p attach partition other_order for values from (10) to (20);
      alter table p1 alter t set statistics 55, alter t set compression pglz, alter n set (n_distinct = 5);
      alter index p1_t_idx rename to swapped;
      alter index p1_k_key rename to p1_t_idx;
      alter index swapped rename to p1_k_key;
      alter index p1_k_key set (fillfactor = 42);
      comment on index p1_k_key is 'of a partition';
      alter table p1 cluster on p1_k_key;
      alter table p1 replica identity full;
      create unlogged table p2 partition of p for values from (20) to (30);
      create table deep partition of p default partition by range (k);
      create table deep1 partition of deep for values from (50) to (60);
      alter index deep1_t_idx rename to "its own";
      create table h (k int, v text) partition by hash (k);
      create table h0 partition of h for values with (modulus 2, remainder 0);
      create table h1 (v text, k int);
      alter table h attach partition h1 for values with (modulus 2, remainder 1);
      create table of_keys (id int primary key);
      insert into of_keys select generate_series(0, 40);
      alter table p add constraint p_fk foreign key (k) references of_keys;
      create table keyed (k int, t text, n numeric, constraint "of another" foreign key (k) references of_keys);
      alter table p attach partition keyed for values from (30) to (40);
      insert into p select g, 'a', g from generate_series(0, 35) g;
      insert into h select g, 'v' from generate_series(1, 9) g
      """;

  private static final String DESCRIBED =
      """
      create type e as enum ('a');
      create domain d as int constraint dc check (value > 0);
      create table t (id int generated always as identity primary key, a int, b d);
      create view v as select * from t;
      create view of_values (a, b) as values (1, 2), (3, 4);
      create function f(int, out x int, variadic z int[]) language plpgsql as 'begin end';
      create function next_of(float8, float8) returns float8 language sql as 'select 1::float8';
      create aggregate total(*) (sfunc = int8inc, stype = int8, initcond = '0');
      create aggregate any_of(variadic int[]) (sfunc = array_cat, stype = int[], initcond = '{}');
      create aggregate middle(float8 order by float8) (sfunc = next_of, stype = float8);
      create sequence started start 7;
      alter sequence started restart 3;
      comment on constraint dc on domain d is 'a check';
      comment on sequence t_id_seq is 'an identity';
      comment on index t_pkey is 'a key''s index';
      comment on constraint t_pkey on t is 'a key';
      comment on rule "_RETURN" on v is 'a view''s rule';
      comment on type t is 'a row';
      comment on column v.a is 'a view''s column';
      comment on aggregate total(*) is 'an aggregate';
      comment on function f is 'a function';
      comment on schema public is 'not as it was born';
      alter role bob in database ours set work_mem = '5MB'
      """;

  @TempDir private Path folder;

  private Bobs bobs;

  @BeforeEach
  void start() throws SQLException {
    bobs = new Bobs("createrole createdb");
  }

  @AfterEach
  void end() {
    bobs.close();
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
  void oddNames_areTheSame() throws SQLException, IOException {
    isThereAgain(ODD_NAMES);
    assertThat(Kept.newest(folder).rows())
        .containsEntry("\"s \"\"$gaia$\"\" \\ %s {fn x} ? 'é' 😀\".\"t\n\\.\"", 4L);
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
  void functionsThatReadOtherTables_findTheirRows() throws SQLException, IOException {
    isThereAgain(READING_OTHERS);
    try (Connection verified = bob("verified")) {
      Scratch.execute(verified, "set enable_seqscan = off");
      assertThat(Scratch.read(verified, "select count(*) from a where others(id) = 30000"))
          .containsExactly("5");
    }
  }

  @Test
  void functionsThatReadMaterializedViews_findTheirRows() throws SQLException, IOException {
    isThereAgain(READING_VIEWS);
    try (Connection again = bob("again")) {
      assertThat(Scratch.read(again, "select n from a_third")).containsExactly("1");
    }
  }

  @Test
  void aLoginThatIsSetOtherwise_restoresTheSame() throws SQLException, IOException {
    try (Connection ours = bob("ours")) {
      Scratch.execute(ours, "create table t as select array[null, 'NULL']::text[] as a");
    }
    assertThat(backup().exit()).isZero();
    try (Connection bob = bob("postgres")) {
      Scratch.execute(
          bob,
          "alter role bob set array_nulls = off; alter role bob set default_transaction_read_only = on");
    }
    Psql.Ended ended = Psql.tried(Kept.newest(folder).file(), url("again"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    try (Connection again = bob("again")) {
      assertThat(Scratch.read(again, "select a[1] is null and a[2] = 'NULL' from t"))
          .containsExactly("t");
    }
  }

  @Test
  void whatNamesAFunctionOfPostgres_meansNoOtherOfItsName() throws SQLException, IOException {
    isThereAgain(NAMES);
    try (Connection again = bob("again")) {
      assertThat(Scratch.read(again, "select x || ' ' || y from s.v")).containsExactly("2 99");
      assertThat(Scratch.read(again, "select g || h from s.t")).containsExactly("abc4");
    }
  }

  @Test
  void aDatabaseWithoutASearchPath_isThere() throws SQLException, IOException {
    isThereAgain(
        """
        create table public.t (a int);
        insert into public.t values (1);
        alter database ours set search_path = '', "a""b";
        alter role bob in database ours set search_path = ''
        """);
  }

  @Test
  void inheritedColumns_areInherited() throws SQLException, IOException {
    isThereAgain(INHERITED);
  }

  @Test
  void anOrderOfColumnsThatNoSqlGives_isNamed() throws SQLException, IOException {
    try (Connection ours = bob("ours")) {
      Scratch.execute(
          ours,
          """
          create table mother (a int);
          create table child (b int) inherits (mother);
          alter table mother add c int;
          create table grandchild (d int) inherits (child);
          create table other () inherits (mother)
          """);
    }
    Ended backup = backup();
    assertThat(backup.exit()).as(backup.err()).isZero();
    assertThat(backup.err())
        .contains("left out   the order of the columns of table public.child")
        .contains("left out   the order of the columns of table public.grandchild")
        .doesNotContain("public.other");
  }

  @Test
  void whatPartitionsHaveOfTheirOwn_isThere() throws SQLException, IOException {
    isThereAgain(OF_PARTITIONS);
  }

  @Test
  void aSequenceThatIsNotLikeItsColumn_isRefused() throws SQLException {
    try (Connection ours = bob("ours")) {
      Scratch.execute(
          ours,
          "create table t (n int generated always as identity); alter sequence t_n_seq as bigint");
    }
    Ended backup = backup();
    assertThat(backup.exit()).isEqualTo(1);
    assertThat(backup.err())
        .contains("sequence public.t_n_seq: it is bigint, and the column that it numbers integer");
  }

  @Test
  void whatTheCatalogLeavesAside_isThere() throws SQLException, IOException {
    isThereAgain(DESCRIBED);
  }

  @Test
  void whatOnlyASuperuserMayDo_isSaidAndNoDifferenceAfterwards() throws SQLException, IOException {
    try (Connection cloud = bobs.cloud("ours")) {
      Scratch.execute(
          cloud,
          """
          alter database ours set log_statement = 'none';
          revoke execute on function pg_sleep(float8) from public
          """);
    }
    assertThat(backup().exit()).isZero();
    String file = Kept.newest(folder).file().toString();
    Ended ended =
        Program.gaia("restore", file, "--database", url("ours"), "--into", "third", "--yes");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("permission denied to set parameter \"log_statement\"")
        .contains("no privileges could be revoked for \"pg_sleep\"");
  }

  @Test
  void aTablespaceThatMayNotBeUsed_isSaidInAWarning(@TempDir Path place)
      throws SQLException, IOException {
    try (Connection cloud = bobs.cloud("ours")) {
      Scratch.execute(cloud, "create tablespace far location '" + place + "'");
      Scratch.execute(cloud, "grant create on tablespace far to bob");
    }
    isThereAgain(
        """
        create table p (a int primary key using index tablespace far) partition by range (a);
        create table p1 partition of p for values from (0) to (10) tablespace far;
        create table t (a int) tablespace far;
        create materialized view m tablespace far as select a from t
        """);
    try (Connection cloud = bobs.cloud("postgres")) {
      Scratch.execute(cloud, "revoke create on tablespace far from bob");
    }
    try (Connection bob = bob("postgres")) {
      Scratch.execute(bob, "create database third");
    }
    Psql.Ended ended = Psql.tried(Kept.newest(folder).file(), url("third"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said())
        .contains("permission denied for tablespace far", "public.p1", "public.m");
  }

  @Test
  void aSettingThatOnlyASuperuserMakes_isSaidInAWarning() throws SQLException, IOException {
    try (Connection cloud = bobs.cloud("ours")) {
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
    try (Connection cloud = bobs.cloud("ours")) {
      Scratch.execute(
          cloud,
          """
          create function sure() returns int leakproof language sql as 'select 1';
          create function root(float8) returns float8 language internal as 'dsqrt';
          create function quiet() returns int language sql set log_statement = 'none' as 'select 1';
          create function pg_catalog.there() returns int language sql as 'select 1';
          create function usual() returns int language sql set work_mem = '1MB' as 'select 1'
          """);
    }
    Ended ended = backup();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "function public.sure(): leakproof, as only a superuser makes one",
            "function public.root(double precision): in the language internal, as only a superuser",
            "function public.quiet(): sets log_statement, as only a superuser may",
            "function pg_catalog.there(): gaia knows no SQL that makes one")
        .doesNotContain("usual()");
  }

  @Test
  void bytesThatAreNoText_areToldByTheirTable() throws SQLException {
    try (Connection bob = bob("postgres")) {
      Scratch.execute(
          bob,
          "create database bytes template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'");
    }
    try (Connection bytes = bob("bytes")) {
      Scratch.execute(
          bytes, "create table spoilt as select 'a' || convert_from('\\xff', 'SQL_ASCII') as t");
    }
    Ended ended = Program.gaia("backup", "--database", url("bytes"), "--to", folder.toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("failed: in the rows of public.spoilt: invalid byte sequence", "mend them");
    assertThat(folder).isEmptyDirectory();
  }

  private void isThereAgain(String made) throws SQLException, IOException {
    bobs.isThereAgain(made, folder);
  }

  private Ended backup() {
    return bobs.backup(folder);
  }

  private String url(String database) {
    return bobs.url(database);
  }

  private Connection bob(String database) throws SQLException {
    return bobs.connect(database);
  }
}
