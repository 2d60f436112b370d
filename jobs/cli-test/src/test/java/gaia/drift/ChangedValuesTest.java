package gaia.drift;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL of drift gives a column its type back, and leaves what is in it as it is. */
class ChangedValuesTest {
  private static Scratch schema;

  @BeforeAll
  static void migrate() throws SQLException {
    schema = Scratch.migrated();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          text                        | bytea            | '\\x6162'              | 1
          text                        | text[]           | '{one}'                | 1
          text                        | jsonb            | '"one"'                | 1
          character varying(3)[]      | text[]           | '{longer}'             | 1
          character varying(3)        | text             | 'ab    '               | 1
          character varying(3)        | text             | 'longer'               | 1
          integer                     | numeric          | 1.5                    | 1
          integer                     | text             | '007'                  | 1
          integer                     | text             | 'seven'                | 1
          integer                     | text[]           | '{7}'                  | 1
          numeric(5,2)                | numeric          | 1.234                  | 1
          real                        | double precision | 0.123456789            | 1
          date                        | timestamptz      | '2026-01-02 03:04:05Z' | 1
          timestamp(0)                | timestamp        | '2026-01-02 03:04:05.6'| 1
          boolean                     | text             | 'yes'                  | 1
          integer                     | numeric(9,2)     | 7.00                   | 0
          integer                     | text             | '7'                    | 0
          integer                     | bigint           | 7                      | 0
          bigint                      | integer          | 7                      | 0
          numeric(5,2)                | integer          | 7                      | 0
          double precision            | numeric          | 0.1                    | 0
          text                        | integer          | 7                      | 0
          text                        | uuid             | gen_random_uuid()      | 0
          bytea                       | text             | '\\x6162'              | 0
          jsonb                       | text             | '{"a": 1}'             | 0
          timestamptz                 | timestamp        | '2026-01-02 03:04:05'  | 0
          date                        | timestamptz      | '2026-01-02 00:00:00Z' | 0
          character varying(9)        | text             | 'a "b" c'         | 0
          """)
  void whatMayBeAnotherValue_isRefusedWithItsRows(
      String expected, String actual, String value, int rows) throws SQLException {
    Scratch as = schema.copy();
    as.run("create table game.odd (v " + expected + ")");
    Scratch is = schema.copy();
    is.run("create table game.odd (v " + actual + "); insert into game.odd values (null)");
    is.run("insert into game.odd values (" + value + ")");
    Ended sql = gaia("drift", "--sql", "--database", is.url(), "--against", as.url());
    assertThat(sql.exit()).isEqualTo(1);
    if (rows > 0) {
      assertThat(sql.out()).isEmpty();
      assertThat(sql.err()).contains("change values of game.odd.v (1 row)", "--lose-data");
      assertThat(
              gaia("drift", "--sql", "--lose-data", "--database", is.url(), "--against", as.url())
                  .out())
          .contains("-- may change what is in game.odd.v");
    } else {
      assertThat(sql.err()).doesNotContain("refused");
      try (Connection login = is.as("migrate")) {
        Scratch.execute(login, sql.out().substring(sql.out().indexOf('\n')));
      }
      assertThat(gaia("drift", "--database", is.url(), "--against", as.url()).out())
          .contains("no drift");
      assertThat(is.read("select v::text from game.odd where v is not null")).hasSize(1);
    }
  }

  @Test
  void whatATypeMadeAnewWouldCut_isRefusedWithItsRows() throws SQLException {
    Scratch as = schema.copy();
    as.run(
        """
        create domain game.short as varchar(3);
        create type game.mood as enum ('calm');
        create type game.point as (x integer, y numeric(5, 1));
        create table game.odd (s game.short, m game.mood, ms game.mood[], p game.point);
        """);
    Scratch is = schema.copy();
    is.run(
        """
        create domain game.short as text;
        create type game.mood as enum ('calm', 'wild');
        create type game.point as (x integer, y numeric(5, 2));
        create table game.odd (s game.short, m game.mood, ms game.mood[], p game.point);
        insert into game.odd values ('longer', 'wild', '{calm,wild}', '(1,1.23)'), ('abc', 'calm', '{calm}', null);
        """);
    Ended sql = gaia("drift", "--sql", "--database", is.url(), "--against", as.url());
    assertThat(sql.err())
        .contains(
            "game.odd.s (1 row)",
            "game.odd.m (1 row)",
            "game.odd.ms (1 row)",
            "game.odd.p (1 row)");
  }

  /** A policy that holds for the owner too would hide them. */
  @Test
  void rowsThatAPolicyHides_areCountedOrSaidNotToBe() throws SQLException {
    Scratch is = schema.copy();
    is.run(
        """
        create table game.stray (n integer);
        insert into game.stray values (1);
        alter table game.stray enable row level security;
        alter table game.stray force row level security
        """);
    assertThat(gaia("drift", "--sql", "--database", is.url()).err()).contains("game.stray (");
  }

  @Test
  void whatNumbersRowsAnew_beginsAfterThem() throws SQLException {
    Scratch as = schema.copy();
    as.run(
        """
        create sequence game.numbers;
        create table game.odd (
          i integer generated always as identity,
          f integer not null generated by default as identity (increment by -2 minvalue -99 maxvalue -1 start -1),
          s bigint not null default nextval('game.numbers'),
          small integer not null generated always as identity)
        """);
    Scratch is = schema.copy();
    is.run(
        """
        create table game.odd (i integer not null, f integer not null, s bigint not null, small integer not null generated always as identity);
        insert into game.odd values (5, -7, 50), (6, -3, 40);
        alter sequence game.odd_small_seq as smallint
        """);
    Ended sql = gaia("drift", "--sql", "--database", is.url(), "--against", as.url());
    try (Connection login = is.as("migrate")) {
      Scratch.execute(login, sql.out().substring(sql.out().indexOf('\n')));
    }
    assertThat(gaia("drift", "--database", is.url(), "--against", as.url()).out())
        .contains("no drift");
    assertThat(
            is.read("insert into game.odd default values returning concat_ws(' ', i, f, s, small)"))
        .containsExactly("7 -9 51 3");
  }
}
