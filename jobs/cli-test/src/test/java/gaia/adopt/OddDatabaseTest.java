package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What people leave in a database over the years. */
class OddDatabaseTest {
  @Test
  void whateverStandsOnTheOldTables_isRehearsedToo_andNamed() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            create schema ops;
            create table ops.job_runs (id integer);
            create schema "My Stuff";
            create type "My Stuff"."Mood" as enum ('so so', 'fine');
            create table "My Stuff"."Odd Table" ("Id" serial primary key, "Mood" "My Stuff"."Mood",
              "user" uuid references auth.users, "when" tstzrange, exclude using gist ("when" with &&));
            insert into "My Stuff"."Odd Table" ("Mood") values ('so so');
            create view public.people as select username, count(*) from auth.users group by 1;
            create materialized view game.names as select name from game.campaigns;
            create unique index on game.names (name);
            create rule nothing as on delete to auth.users do instead nothing;
            create function game.count_all() returns bigint language sql as 'select count(*) from game.campaigns';
            create procedure game.tidy() language plpgsql as 'begin perform missing(); end';
            create aggregate game.all_of(text) (sfunc = textcat, stype = text);
            create sequence public.ticket;
            alter table auth.users enable row level security;
            create policy own on auth.users using (username = current_user);
            create role old_reader;
            grant select on auth.users, game.campaigns to old_reader;
            create table game.rolls (id bigint, at timestamptz not null) partition by range (at);
            create table game.rolls_2025 partition of game.rolls for values from ('2025-01-01') to ('2026-01-01');
            insert into game.rolls values (1, '2025-05-05');
            alter table game.campaigns add constraint short check (length(name) < 50) not valid
            """);
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.err())
        .contains("on a copy without table game.rolls", ": adopted and compared");
    assertThat(ended.out())
        .contains(
            "goes: view public.people",
            "goes: materialized view game.names",
            "goes: rule nothing on auth.users",
            "goes: function game.count_all()",
            "goes: function game.tidy()",
            "goes: aggregate game.all_of(text)",
            "goes: sequence public.ticket",
            "goes: policy own on auth.users",
            "goes: what old_reader may do with 2 things")
        .containsPattern("\"My Stuff\".\"Odd Table\" +0 +1")
        .containsPattern("game.rolls +0 +1");
    assertThat(database.read("select count(*) from auth.users")).containsExactly("4");
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  @Test
  void whatHasTheNameOfATable_orLiesBesideThem_goes() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            create view public.campaign_sessions as select campaign_id::text as session_id from game.campaigns;
            create view public.open_sessions as select * from public.campaign_sessions;
            create sequence public.campaign_session_members;
            create text search configuration public.odd (copy = simple)
            """);
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .contains(
            "goes: view public.campaign_sessions",
            "goes: view public.open_sessions",
            "goes: sequence public.campaign_session_members",
            "goes: other text search configuration public.odd");
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  @Test
  void anExtensionThatOnlyASuperuserMakes_isLeftOutOfTheRehearsal()
      throws SQLException, IOException {
    Scratch database = Old.database();
    try (var cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "create extension pg_stat_statements schema public");
    }
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.err()).contains("on a copy without create extension pg_stat_statements");
    assertThat(ended.out()).contains("goes: extension pg_stat_statements");
  }

  @Test
  void tablesThatHideRowsFromTheirOwner_areRefused() throws SQLException, IOException {
    Scratch database =
        Old.database(
            "alter table auth.users enable row level security; alter table auth.users force row level security");
    Ended ended = adopt(database);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "table auth.users hides rows", "alter table auth.users no force row level security");
  }

  @Test
  void aTableThatSomebodyHasLocked_isNotWaitedForWithoutEnd() throws SQLException, IOException {
    Scratch database = Old.database();
    try (var slow = database.as("migrate")) {
      slow.setAutoCommit(false);
      Scratch.execute(slow, "set role cloudsqlsuperuser; lock table game.campaigns");
      Ended ended = adopt(database);
      assertThat(ended.exit()).as(ended.err()).isEqualTo(75);
      slow.rollback();
    }
  }

  @Test
  void aViewAlone_wantsToBeGivenUpAloud() throws SQLException {
    Scratch database = Scratch.empty();
    try (var login = database.as("migrate")) {
      Scratch.execute(
          login,
          "set role cloudsqlsuperuser; create table public.app_sessions_old (); create view public.v as select 1 as one");
    }
    Ended ended = gaia("adopt", "--database", database.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("0 rows and values would be lost and 1 other things would go");
  }

  private static Ended adopt(Scratch database) {
    return gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
  }
}
