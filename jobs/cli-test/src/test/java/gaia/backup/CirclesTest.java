package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Functions whose bodies PostgreSQL follows to what calls them. */
@Timeout(120)
class CirclesTest {
  private static final String VIEWS =
      """
      create table t (id int primary key, n int);
      insert into t values (1, 2), (2, 3);
      create function level(int) returns bigint stable return 0;
      create view levels as select id, level(id) as level from t;
      create or replace function level(int) returns bigint stable
        return (select count(*) from levels l where l.id < $1);
      create function late(int) returns bigint stable return 0;
      create view needs_key as select id, n, late(id) as late from t group by id;
      create view through as select * from needs_key where late > 0;
      do $do$ begin execute
        'create or replace function late(int) returns bigint stable begin atomic
           select 1; select sum(n) from through s where s.id < $1; end';
      end $do$;
      create function strictly(bigint, int) returns bigint immutable strict return $1 + $2;
      create aggregate total(int) (sfunc = strictly, stype = bigint, initcond = '0');
      create view totals as select total(n) from t;
      create or replace function strictly(bigint, int) returns bigint immutable strict
        return $1 + $2 + (select 0 * count(*) from totals);
      create materialized view counted as select strictly(1, id) as one from t where false
      """;

  private static final String TABLES =
      """
      create function known(int) returns bigint immutable return 0;
      create table t (id int, g bigint generated always as (known(id)) stored,
        k bigint default known(1) + 1, check (known(id) >= 0));
      create or replace function known(int) returns bigint immutable return (select count(*) from t where id < $1);
      create policy p on t using (known(id) = 0);
      create function nothing() returns trigger language plpgsql as 'begin return new; end';
      create trigger tr before insert on t for each row when (known(new.id) = 0) execute function nothing();
      insert into t values (1);
      create table whole (a int);
      create function first_of(whole) returns int immutable return $1.a;
      create view firsts as select first_of(w) from whole w
      """;

  private static final String FUNCTIONS =
      """
      create function even(int) returns boolean stable return true;
      create function odd(int, boolean default even(0)) returns boolean stable return $1 <> 0 and even($1 - 1);
      create or replace function even(int) returns boolean stable return $1 = 0 or odd($1 - 1);
      create function factorial(int) returns int immutable return 1;
      create or replace function factorial(int) returns int immutable
        return case when $1 < 2 then 1 else $1 * factorial($1 - 1) end
      """;

  @TempDir private Path folder;

  private Bobs bobs;

  @BeforeEach
  void start() throws SQLException {
    bobs = new Bobs("nocreaterole");
  }

  @AfterEach
  void end() {
    bobs.close();
  }

  @Test
  void aFunctionThatReadsAViewThatCallsIt_isThere() throws SQLException, IOException {
    bobs.isThereAgain(VIEWS, folder);
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select level from levels order by id"))
          .containsExactly("0", "1");
    }
  }

  @Test
  void aFunctionThatReadsATableThatCallsIt_isThere() throws SQLException, IOException {
    bobs.isThereAgain(TABLES, folder);
    try (Connection again = bobs.connect("again")) {
      Scratch.execute(again, "insert into t values (2)");
      assertThat(Scratch.read(again, "select g from t order by id")).containsExactly("0", "1");
    }
  }

  @Test
  void functionsThatCallEachOther_areThere() throws SQLException, IOException {
    bobs.isThereAgain(FUNCTIONS, folder);
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select even(4) || ' ' || factorial(4)"))
          .containsExactly("true 24");
    }
  }

  @Test
  void aCircleThatNoSqlOpens_isNamedAndRefused() throws SQLException {
    try (Connection ours = bobs.connect("ours")) {
      Scratch.execute(
          ours,
          """
          create view v as select 1 as a;
          create function rows_of() returns setof v language sql as 'select * from v';
          create or replace view v as select 1 as a, (select count(*) from rows_of()) as n
          """);
    }
    Ended backup = bobs.backup(folder);
    assertThat(backup.exit()).isEqualTo(1);
    assertThat(backup.err())
        .contains("refused: ", "public.v", "needs what needs it", "function public.rows_of()");
  }
}
