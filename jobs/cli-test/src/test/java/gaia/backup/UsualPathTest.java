package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions of SQL whose texts name others without their schema. */
@Timeout(120)
class UsualPathTest {
  private static final String UNQUALIFIED =
      """
      create schema s;
      create function one_more(int) returns int language sql immutable as 'select $1 + 1';
      create function s.unqualified(int) returns int language sql immutable as 'select one_more($1)';
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
  void computedColumns_areComputed() throws SQLException, IOException {
    bobs.isThereAgain(
        UNQUALIFIED
            + """
            create function through(int) returns int immutable return s.unqualified($1);
            create table t (a int, g int generated always as (s.unqualified(a)) stored,
              h int generated always as (through(a)) stored);
            insert into t values (1)
            """,
        folder);
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select g || ' ' || h from t")).containsExactly("2 2");
    }
  }

  @Test
  void whatAnExtensionComputes_isComputed() throws SQLException, IOException {
    for (String database : List.of("ours", "again")) {
      try (Connection cloud = bobs.cloud(database)) {
        Scratch.execute(cloud, "create extension earthdistance cascade");
      }
    }
    try (Connection ours = bobs.connect("ours")) {
      Scratch.execute(
          ours,
          """
          create table places (lat float8, lon float8, at earth generated always as (ll_to_earth(lat, lon)) stored);
          insert into places values (46, 11);
          create index on places using gist (ll_to_earth(lat, lon));
          create index on places (lat);
          create table cut (lat float8) partition by range (latitude(ll_to_earth(lat, 0)));
          create table all_of_it partition of cut default;
          insert into cut values (1)
          """);
    }
    assertThat(bobs.backup(folder).exit()).isZero();
    Psql.Ended ended = Psql.tried(Kept.newest(folder).file(), bobs.url("again"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select round(latitude(at)) from places"))
          .containsExactly("46");
    }
  }

  @Test
  void keysOfPartitions_putRowsWhereTheyBelong() throws SQLException, IOException {
    bobs.isThereAgain(
        UNQUALIFIED
            + """
            create table p (a int, b int) partition by range (s.unqualified(a));
            create table low partition of p for values from (0) to (10);
            create table high partition of p for values from (10) to (20);
            insert into p values (1), (9);
            create index on p (b)
            """,
        folder);
    try (Connection again = bobs.connect("again")) {
      assertThat(Scratch.read(again, "select a from high")).containsExactly("9");
    }
  }

  @Test
  void indexesAndWhatIsMadeAfterThem_areThere() throws SQLException, IOException {
    bobs.isThereAgain(
        UNQUALIFIED
            + """
            create table others (id int primary key);
            create index on others (s.unqualified(id));
            create table t (a int, b int references others, c int);
            insert into others values (1);
            insert into t values (1, 1, 1);
            create index a_first on t (s.unqualified(a)) where s.unqualified(a) > 0;
            create index z_last on t (c);
            alter table t add primary key (a);
            alter table t add unique (c);
            alter table t add foreign key (c) references others;
            create materialized view m as select s.unqualified(a) as x, c from t;
            create index on m (s.unqualified(x));
            create index on m (c);
            create function distance(int, int) returns float8 language sql immutable as 'select one_more($1 - $2)::float8';
            create type span as range (subtype = int, subtype_diff = distance);
            create table spans as select span(g, g + 3) as r from generate_series(1, 2000) g;
            create index on spans using gist (r)
            """,
        folder);
  }

  @Test
  void checksByOperatorsAndDomains_areMade() throws SQLException, IOException {
    bobs.isThereAgain(
        UNQUALIFIED
            + """
            create function plus(int, int) returns int language sql immutable as 'select one_more($1) + $2 - 1';
            create operator +! (leftarg = int, rightarg = int, function = plus);
            create domain positive as int check (s.unqualified(value) > 0);
            create table t (a int check (a +! 1 > 0), b int check ((b::positive) > 0), d positive);
            insert into t values (1, 1, 1);
            create index on t ((a +! 1));
            create index on t ((b::positive))
            """,
        folder);
  }
}
