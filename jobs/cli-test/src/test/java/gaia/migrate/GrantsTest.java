package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each login does what its function needs, and is refused everything else. */
class GrantsTest {
  private static final List<String> TABLES =
      List.of(
          "auth.users",
          "auth.access_control",
          "game.campaigns",
          "audit.security_events",
          "public.campaign_sessions",
          "public.campaign_session_members",
          "public.campaign_session_invites",
          "public.campaign_session_invite_uses",
          "ops.flyway_history");

  private static Scratch database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          session | select * from public.campaign_sessions
          session | update public.campaign_sessions set name = name, status = status
          session | insert into public.campaign_sessions select * from public.campaign_sessions
          session | select * from public.campaign_session_members
          session | update public.campaign_session_members set status = 'left'
          session | insert into public.campaign_session_members select * from public.campaign_session_members
          session | select campaign_id, owner_id from game.campaigns
          session | select * from auth.access_control
          session | select user_id, display_name, is_active from auth.users
          session | insert into auth.users (user_id, issuer, subject) select gen_random_uuid(), 'i', gen_random_uuid()::text on conflict do nothing
          session | insert into audit.security_events (event_id, event_type) values (gen_random_uuid(), 'refused')
          invite  | select * from public.campaign_sessions
          invite  | update public.campaign_sessions set member_count = member_count + 1
          invite  | select * from public.campaign_sessions for update
          invite  | update public.campaign_session_members set status = 'active'
          invite  | insert into public.campaign_session_members select * from public.campaign_session_members
          invite  | insert into public.campaign_session_invites select * from public.campaign_session_invites
          invite  | update public.campaign_session_invites set uses = uses + 1
          invite  | select * from public.campaign_session_invite_uses
          invite  | insert into public.campaign_session_invite_uses select * from public.campaign_session_invite_uses
          invite  | select user_id, display_name, is_active from auth.users
          invite  | insert into auth.users (user_id, issuer, subject) select gen_random_uuid(), 'i', gen_random_uuid()::text on conflict do nothing
          invite  | select * from auth.access_control
          invite  | insert into audit.security_events (event_id, event_type) values (gen_random_uuid(), 'refused')
          """)
  void granted_works(String word, String sql) {
    assertThatCode(() -> run(word, sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          session | select * from public.campaign_session_invites
          session | update public.campaign_session_invites set revoked_at = now()
          session | insert into public.campaign_session_invites select null
          session | select * from public.campaign_session_invite_uses
          session | select name from game.campaigns
          session | update game.campaigns set name = ''
          session | select email from auth.users
          session | update auth.users set is_admin = true
          session | insert into auth.users (user_id, issuer, subject, is_admin) values (gen_random_uuid(), 'i', 's', true)
          session | select auth.require_admin(gen_random_uuid())
          session | insert into auth.access_control (user_id) values (null)
          session | select * from audit.security_events
          session | update audit.security_events set detail = '{}'
          session | select * from ops.flyway_history
          session | create table public.mine ()
          session | create table ops.mine ()
          session | create temporary table mine ()
          session | create schema mine
          session | create role mine
          session | set role gaia_owner
          session | set role gaia_invite
          session | set role cloudsqlsuperuser
          session | select ops.set_updated_at()
          invite  | update public.campaign_sessions set max_members = 1000
          invite  | update public.campaign_sessions set host_id = null
          invite  | insert into public.campaign_sessions select * from public.campaign_sessions
          invite  | update public.campaign_session_invite_uses set use_number = 1
          invite  | select owner_id from game.campaigns
          invite  | select subject from auth.users
          invite  | select * from audit.security_events
          invite  | create table public.mine ()
          invite  | set role gaia_session
          """)
  void everythingElse_isRefused(String word, String sql) {
    assertRefused(word, sql);
  }

  @ParameterizedTest
  @CsvSource({"session", "invite"})
  void nobodyDeletes(String word) {
    for (String table : TABLES) {
      assertRefused(word, "delete from " + table);
      assertRefused(word, "truncate " + table);
    }
  }

  @ParameterizedTest
  @CsvSource({"session", "invite"})
  void moved_tellsToRunAgain(String word) {
    assertThatThrownBy(() -> run(word, "select ops.moved()"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"))
        .hasMessageContaining("the rows moved since they were read: run the statement once more");
  }

  @Test
  void grantedByHand_isGoneAfterTheNextMigrate() throws SQLException {
    Scratch drifted = Scratch.migrated();
    drifted.run("grant delete on public.campaign_sessions to gaia_session");
    drifted.run("grant select (email) on auth.users to gaia_invite");
    var preview = gaia("migrate", "--dry-run", "--database", drifted.url());
    assertThat(preview.out())
        .contains(
            "would change the grants of gaia_invite",
            "would become %d by 0 migrations".formatted(BundledScripts.newest()));
    var ended = gaia("migrate", "--database", drifted.url());
    assertThat(ended.out()).startsWith("done: schema " + BundledScripts.newest());
    assertThat(ended.err()).contains("gaia_session", "gaia_invite");
    assertThat(Catalog.of(drifted).rights()).isEqualTo(Catalog.of(database).rights());
  }

  @Test
  void revokedByHand_isBackAfterTheNextMigrate() throws SQLException {
    Scratch drifted = Scratch.migrated();
    drifted.run("revoke select on auth.access_control from gaia_session");
    var ended = gaia("migrate", "--json", "--database", drifted.url());
    assertThat(ended.json()).containsEntry("outcome", "done");
    assertThat(Catalog.of(drifted).rights()).isEqualTo(Catalog.of(database).rights());
  }

  @Test
  void unchanged_isNotWrittenAgain() throws SQLException {
    String versions = "select string_agg(xmin::text, ',' order by oid) from pg_class";
    List<String> before = database.read(versions);
    gaia("migrate", "--database", database.url()).succeeded();
    assertThat(database.read(versions)).isEqualTo(before);
  }

  /** PostgreSQL then says no more than that a row of its catalog was updated by another. */
  @Test
  @Timeout(240)
  void grantedByAnotherMeanwhile_isTriedAgain() throws Exception {
    Scratch drifted = Scratch.migrated();
    drifted.run("revoke select on auth.access_control from gaia_session");
    try (Connection other = drifted.owner()) {
      other.setAutoCommit(false);
      Scratch.execute(other, "grant delete on auth.access_control to gaia_session");
      CompletableFuture<Ended> migrate =
          CompletableFuture.supplyAsync(
              () -> gaia("migrate", "--lock-timeout", "60s", "--database", drifted.url()),
              task -> Thread.ofPlatform().start(task));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  migrate.isDone()
                      || !drifted
                          .read(
                              """
                              select 1 from pg_locks
                              where locktype = 'transactionid' and not granted and pid in (
                                select pid from pg_stat_activity where datname = current_database())
                              """)
                          .isEmpty());
      other.commit();
      Ended ended = migrate.join();
      ended.succeeded();
      assertThat(ended.err()).contains("changed by somebody else meanwhile, try 2 follows in");
    }
    assertThat(Catalog.of(drifted).rights()).isEqualTo(Catalog.of(database).rights());
  }

  private static void assertRefused(String word, String sql) {
    assertThatThrownBy(() -> run(word, sql))
        .as("%s: %s", word, sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  private static void run(String word, String sql) throws SQLException {
    try (Connection connection = database.as(word);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
