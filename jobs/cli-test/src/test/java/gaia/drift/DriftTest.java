package gaia.drift;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {
  private static final String SABOTAGE =
      """
      drop index public.members_of_user;
      alter table public.campaign_sessions alter column status set default 'paused';
      create table public.stray (n int)
      """;

  @Test
  void aMigratedDatabase_hasNone() throws SQLException {
    Ended ended = gaia("drift", "--database", Scratch.migrated().url());
    assertThat(ended.out()).contains("no drift");
    ended.succeeded();
  }

  /** Who reads need not be able to change. */
  @Test
  void byALoginOfItsOwn_itFindsTheSame() throws SQLException {
    Scratch database = Scratch.migrated();
    gaia("drift", "--database", database.url("drift")).succeeded();
    database.run(SABOTAGE);
    Ended ended = gaia("drift", "--database", database.url("drift"));
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.out()).contains("drift: 3 differences");
  }

  @Test
  void whatDiffers_isATableAndExit1() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(SABOTAGE);
    Ended ended = gaia("drift", "--database", database.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("missing +index public.members_of_user")
        .containsPattern(
            "changed +default public.campaign_sessions.status +value +'active'::text +'paused'::text")
        .containsPattern("extra +table public.stray")
        .contains("drift: 3 differences");
  }

  @Test
  void whatDiffers_isJsonToo() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(SABOTAGE);
    Map<String, Object> json = gaia("drift", "--json", "--database", database.url()).json();
    assertThat(json).containsEntry("outcome", "drift").containsEntry("exit", 1);
    assertThat(json.get("items"))
        .asInstanceOf(LIST)
        .containsExactlyInAnyOrder(
            Map.of(
                "state", "missing",
                "kind", "index",
                "name", "public.members_of_user",
                "facts", List.of()),
            Map.of("state", "extra", "kind", "table", "name", "public.stray", "facts", List.of()),
            Map.of(
                "state",
                "changed",
                "kind",
                "default",
                "name",
                "public.campaign_sessions.status",
                "facts",
                List.of(
                    Map.of(
                        "fact",
                        "value",
                        "expected",
                        "'active'::text",
                        "actual",
                        "'paused'::text"))));
  }

  @Test
  void theSql_runsAsItIsAndClosesTheGap() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(SABOTAGE);
    Ended sql = gaia("drift", "--sql", "--database", database.url());
    assertThat(sql.exit()).isEqualTo(1);
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, statements(sql));
    }
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
    assertThat(gaia("drift", "--sql", "--database", database.url()).out().strip())
        .isEqualTo("-- no drift");
  }

  /** Its first line is psql's own. */
  private static String statements(Ended sql) {
    assertThat(sql.out()).as(sql.err()).startsWith("\\set ON_ERROR_STOP on\nbegin read write;");
    return sql.out().substring(sql.out().indexOf('\n'));
  }

  /** In a pipe nobody reads what it says. */
  @Test
  void theSqlThatTakesRows_isRefused_unlessItMay() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(
        """
        create table public.stray (n int);
        alter table ops.job_runs add column note text;
        insert into public.stray values (1), (2)
        """);
    gaia("keepalive", "--database", database.url("keepalive")).succeeded();
    database.run("update ops.job_runs set note = 'kept'");
    Ended refused = gaia("drift", "--sql", "--database", database.url());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("ops.job_runs.note (", "public.stray (2 rows)", "--lose-data");
    Ended sql = gaia("drift", "--sql", "--lose-data", "--database", database.url());
    assertThat(sql.out()).contains("-- loses what is in public.stray");
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, statements(sql));
    }
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  @Test
  void theSqlThatTakesRows_isRefusedToWhoMayNotCount() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run("create table public.stray (n int)");
    assertThat(gaia("drift", "--sql", "--database", database.url("drift")).err())
        .contains("public.stray (which this login may not count)");
  }

  /** What no job could write a row of its run into, before. */
  @Test
  void databaseThatIsReadOnly_isDriftThatItsSqlCloses() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run("alter database " + database.name() + " set default_transaction_read_only = on");
    Ended ended = gaia("drift", "--sql", "--database", database.url());
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, statements(ended));
    }
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  @Test
  void anIndexThatFailedHalfway_isInvalid() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(
        "insert into auth.users (user_id, issuer, subject) select gen_random_uuid(), 'i', g::text from generate_series(1, 2) g");
    assertThatThrownBy(
            () -> database.run("create unique index concurrently once on auth.users (issuer)"))
        .hasMessageContaining("duplicate");
    Scratch expected = Scratch.migrated();
    expected.run("create unique index once on auth.users (issuer)");
    assertThat(gaia("drift", "--database", database.url(), "--against", expected.url()).out())
        .containsPattern("changed +index auth.once +valid +- +no");
  }

  @Test
  void twoDatabases_areComparedWithEachOther() throws SQLException {
    Scratch expected = Scratch.empty();
    Scratch actual = Scratch.empty();
    try (Connection maker = expected.as("migrate")) {
      Scratch.execute(maker, "set role cloudsqlsuperuser; create schema only_there");
    }
    Ended ended = gaia("drift", "--database", actual.url(), "--against", expected.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).containsPattern("missing +schema only_there");
    gaia("drift", "--database", actual.url(), "--against", actual.url()).succeeded();
  }

  @Test
  void anOlderSchema_isToldApartFromDrift() throws SQLException {
    Scratch database = Scratch.empty();
    gaia("migrate", "--to", "3", "--database", database.url());
    Ended ended = gaia("drift", "--database", database.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("refused: the database is at schema 3", "gaia migrate");
  }

  @Test
  void anExpectationMadeOfOtherScripts_isExit65(@TempDir Path scripts)
      throws SQLException, IOException {
    Path bundled = Checkout.root().resolve("jobs/schema/src/main/resources/gaia/schema/migrations");
    try (Stream<Path> files = Files.list(bundled)) {
      for (Path file : files.toList()) {
        Files.copy(file, scripts.resolve(file.getFileName()));
      }
    }
    Files.writeString(scripts.resolve("V999__own.sql"), "-- One of our own.\ncreate schema own;\n");
    Program program = Program.bundling(scripts);
    String url = Scratch.empty().url();
    Ended migrated = program.run("migrate", "--database", url);
    migrated.succeeded();
    Ended ended = program.run("drift", "--database", url);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(65);
    assertThat(ended.err()).contains("made from other scripts", "build jobs/schema and jobs/cli");
  }

  @Test
  void aDatabaseOfSomebodyElse_isRefused() throws SQLException {
    Ended ended = gaia("drift", "--database", Scratch.empty().url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("no history of gaia's migrations", "gaia adopt");
  }

  /** A function's role that reads everything passes by all that its grants file says. */
  @Test
  void aRoleThatMayDoMore_isNamed() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "grant pg_read_all_data to gaia_keepalive");
      try {
        assertThat(gaia("drift", "--database", database.url()).out())
            .containsPattern("extra +membership gaia_keepalive on pg_read_all_data");
        assertThat(gaia("drift", "--sql", "--database", database.url()).err())
            .contains("no admin option on pg_read_all_data")
            .contains("revoke pg_read_all_data from gaia_keepalive");
      } finally {
        Scratch.execute(cloud, "revoke pg_read_all_data from gaia_keepalive");
      }
    }
  }

  @Test
  void whatAnotherOwns_isHandedOver_orRefusedWithItsOwner() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(
          cloud,
          "create schema authorization gaia_invite; create table gaia_invite.kept (id integer)");
      Scratch.execute(cloud, "alter table gaia_invite.kept owner to gaia_invite");
      close(database);
      Scratch.execute(cloud, "alter table auth.users owner to current_user");
    }
    Ended sql = gaia("drift", "--sql", "--database", database.url());
    assertThat(sql.exit()).isEqualTo(1);
    assertThat(sql.out()).isEmpty();
    assertThat(sql.err())
        .containsPattern("refused: table auth.users belongs to \\w+, for which .* may not act")
        .contains("alter table auth.users owner to gaia_owner");
  }

  @Test
  void anInvalidIndexBehindAConstraint_isMadeAnew() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(
          cloud,
          "update pg_index set indisvalid = false where indexrelid = 'auth.users_pkey'::regclass");
    }
    assertThat(gaia("drift", "--database", database.url()).out())
        .containsPattern("changed +constraint users_pkey on auth.users +index valid ");
    close(database);
  }

  @Test
  void aTableMadeAnew_isReadByTheBackup() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run("drop table game.chat_history cascade");
    close(database);
    assertThat(
            database.read(
                """
                select inhrelid::regclass::text from pg_inherits
                where inhparent = 'game.chat_history'::regclass and not has_table_privilege('gaia_backup', inhrelid, 'select')
                """))
        .isEmpty();
  }

  @Test
  void whatIsSetForAllRoles_isNamedAndASuperusers() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "alter role all set backend_flush_after = '1MB'");
      try {
        assertThat(gaia("drift", "--database", database.url()).out())
            .containsPattern("extra +setting backend_flush_after on role all");
        refused(
            database, "setting backend_flush_after on role all", "as a superuser: alter role all");
      } finally {
        Scratch.execute(cloud, "alter role all reset backend_flush_after");
      }
    }
  }

  @Test
  void whatOnlyAnotherMayChange_isRefusedByName() throws SQLException {
    Scratch database = Scratch.migrated();
    String superuser;
    try (Connection cloud = database.asCloud(false)) {
      superuser = Scratch.read(cloud, "select current_user::regrole::text").getFirst();
      Scratch.execute(cloud, "create extension pg_trgm");
      refused(database, "extension pg_trgm belongs to " + superuser, "drop or alter extension");
      Scratch.execute(cloud, "drop extension pg_trgm");
      Scratch.execute(cloud, "alter table game.chat_history_default owner to current_user");
      refused(
          database,
          "partition game.chat_history_default belongs to " + superuser,
          "alter table game.chat_history_default owner to gaia_owner");
      Scratch.execute(cloud, "alter table game.chat_history_default owner to gaia_owner");
      Scratch.execute(
          cloud, "alter default privileges in schema game grant select on tables to gaia_invite");
      refused(
          database,
          "default privileges tables of " + superuser + " in schema game",
          "alter default privileges for role " + superuser);
      Scratch.execute(
          cloud,
          "alter default privileges in schema game revoke select on tables from gaia_invite");
      Scratch.execute(cloud, "alter role gaia_invite bypassrls");
      try {
        refused(
            database,
            "role gaia_invite differs in bypassrls",
            "alter role gaia_invite nobypassrls");
      } finally {
        Scratch.execute(cloud, "alter role gaia_invite nobypassrls");
      }
    }
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  @Test
  void whatWasHandedOn_isRefusedWithWhoMustTakeItBack() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "grant gaia_store to gaia_token with admin true");
      try {
        refused(
            database,
            "membership gaia_token on gaia_store was granted by",
            "revoke gaia_store from gaia_token cascade");
      } finally {
        Scratch.execute(cloud, "revoke gaia_store from gaia_token cascade");
      }
      Scratch.execute(
          cloud,
          """
          grant usage on schema game to gaia_store;
          grant select on game.campaigns to gaia_store with grant option;
          set role gaia_store;
          grant select (name) on game.campaigns to gaia_usage;
          reset role
          """);
      refused(
          database,
          "grant table game.campaigns to gaia_usage was granted by gaia_store",
          "as gaia_store: revoke select (name) on table game.campaigns from gaia_usage cascade");
      Scratch.execute(
          cloud,
          """
          set role gaia_store;
          revoke select (name) on game.campaigns from gaia_usage;
          grant select on game.campaigns to gaia_usage;
          reset role
          """);
    }
    close(database);
  }

  @Test
  void aForeignKeySwitchedOff_isNamedAndASuperusers() throws SQLException {
    Scratch database = Scratch.migrated();
    String members = "public.campaign_session_members";
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "alter table " + members + " disable trigger all");
      Scratch.execute(cloud, "alter table " + members + " enable trigger user");
    }
    assertThat(gaia("drift", "--database", database.url()).out())
        .containsPattern(
            "changed +constraint campaign_session_members_session_id_fkey on "
                + members
                + " +unchecked on ");
    refused(
        database,
        "a superuser has to say: alter table " + members + " enable trigger all",
        "close these by hand");
  }

  @Test
  void aTableThatSomebodyHasLocked_isNotWaitedForWithoutEnd() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection slow = database.owner()) {
      slow.setAutoCommit(false);
      Scratch.execute(slow, "lock table auth.users in access exclusive mode");
      Ended ended = gaia("drift", "--database", database.url());
      assertThat(ended.exit()).as(ended.err()).isEqualTo(75);
      assertThat(ended.err()).contains("busy", "another session holds the lock");
      slow.rollback();
    }
    gaia("drift", "--database", database.url()).succeeded();
  }

  @Test
  void aLoginThatMayBeMoreThanItsName_orIsSetOtherwise_isNamed() throws SQLException {
    Scratch database = Scratch.migrated();
    String login = "\"gaia-session@local.iam\"";
    String in = "alter role " + login + " in database " + database.name();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, in + " set search_path = odd");
      assertThat(gaia("drift", "--database", database.url()).out())
          .containsPattern("extra +setting search_path on role " + login + " in database +login")
          .contains("drift: 1 differences");
      refused(database, "has no admin option on " + login, "in database reset search_path");
      Scratch.execute(cloud, in + " reset search_path");
      Scratch.execute(cloud, "set role cloudsqlsuperuser");
      Scratch.execute(cloud, "grant gaia_owner, gaia_account to " + login);
      try {
        assertThat(gaia("drift", "--database", database.url()).out())
            .containsPattern("extra +membership " + login + " on gaia_owner")
            .containsPattern("extra +membership " + login + " on gaia_account")
            .contains("drift: 2 differences");
        close(database);
      } finally {
        Scratch.execute(cloud, "revoke gaia_owner, gaia_account from " + login);
      }
    }
  }

  @Test
  void whatCameWithTheServer_isNamedWhereItIsGrantedOrRevoked_andASuperusers() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(
          cloud,
          """
          grant execute on function pg_catalog.pg_read_file(text) to gaia_session;
          revoke execute on function pg_catalog.random() from public;
          grant select (rolpassword) on pg_catalog.pg_authid to gaia_invite;
          grant create on schema pg_catalog to public;
          revoke usage on language plpgsql from public;
          create function pg_catalog.gaia_odd() returns integer language sql as 'select 1'
          """);
      Scratch.execute(cloud, "grant set on parameter log_statement to gaia_session");
      try {
        assertThat(gaia("drift", "--database", database.url()).out())
            .containsPattern(
                "extra +grant function pg_catalog.pg_read_file\\(text\\) to gaia_session +execute +- +granted")
            .containsPattern(
                "extra +grant function pg_catalog.random\\(\\) to public +execute +- +revoked")
            .contains("grant table pg_catalog.pg_authid to gaia_invite")
            .contains("grant schema pg_catalog to public")
            .contains("grant language plpgsql to public")
            .contains("grant parameter log_statement to gaia_session")
            .contains("other function pg_catalog.gaia_odd()")
            .contains("drift: 7 differences");
        Scratch.execute(cloud, "drop function pg_catalog.gaia_odd()");
        refused(database, " is a superuser's to change", "as a superuser: grant or revoke it");
      } finally {
        Scratch.execute(cloud, "revoke all on parameter log_statement from gaia_session");
      }
    }
  }

  private static void refused(Scratch database, String... said) {
    Ended sql = gaia("drift", "--sql", "--database", database.url());
    assertThat(sql.exit()).as(sql.err()).isEqualTo(1);
    assertThat(sql.out()).isEmpty();
    assertThat(sql.err()).contains(said);
  }

  private static void close(Scratch database) throws SQLException {
    Ended sql = gaia("drift", "--sql", "--lose-data", "--database", database.url());
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, statements(sql));
    }
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  @Test
  void whatFewMake_goesAgain() throws SQLException {
    Scratch before = Scratch.migrated();
    try (Connection cloud = before.asCloud(false)) {
      Scratch.execute(
          cloud,
          """
          create extension postgres_fdw;
          grant usage on foreign data wrapper postgres_fdw to gaia_owner
          """);
    }
    Scratch database = before.copy();
    database.run(
        """
        create text search configuration public.odd (copy = simple);
        create server far foreign data wrapper postgres_fdw;
        create user mapping for gaia_owner server far;
        create user mapping for public server far;
        create foreign table public.there (a int) server far;
        create view public.seen as select a from public.there;
        create operator public.=== (leftarg = int, rightarg = int, function = int4eq);
        create publication all_users for table auth.users
        """);
    String[] compare = {"drift", "--database", database.url(), "--against", before.url()};
    Ended drift = gaia(compare);
    assertThat(drift.out())
        .containsPattern("extra +other text search configuration public.odd")
        .containsPattern("extra +other user mapping public on server far");
    assertThat(drift.err()).doesNotContain("by name only: user mapping");
    Ended sql =
        gaia(Stream.concat(Arrays.stream(compare), Stream.of("--sql")).toArray(String[]::new));
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, statements(sql));
    }
    assertThat(gaia(compare).out()).contains("no drift");
  }

  @Test
  void whatHasNoSql_isNamedAndRefused() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run("create collation public.odd (locale = 'C')");
    assertThat(gaia("drift", "--database", database.url()).out())
        .containsPattern("extra +other collation public.odd");
    refused(database, "refused: no SQL closes collation public.odd");
  }

  @Test
  void anUnreachableOther_isExit75() throws SQLException {
    Ended ended =
        gaia(
            "drift",
            "--database",
            Scratch.empty().url(),
            "--against",
            "postgresql://a:b@127.0.0.1:1/none",
            "--connect-timeout",
            "1s");
    assertThat(ended.exit()).isEqualTo(75);
  }
}
