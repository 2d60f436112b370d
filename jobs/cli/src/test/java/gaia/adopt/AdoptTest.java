package gaia.adopt;

import static gaia.cli.Program.gaia;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.drift.Expected;
import gaia.schema.Scripts;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The seed's old database, with odd rows in it, becomes ours. */
class AdoptTest {
  @Test
  void whatWouldBeLost_isCountedAndRefused() throws SQLException, IOException {
    Scratch database = old();
    String before = fingerprint(database);
    Ended ended = gaia("adopt", "--database", database.url());
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.err()).contains("would be lost", "--lose-data");
    assertThat(ended.out())
        .containsPattern("auth.users +4 +0")
        .containsPattern("auth.users.email +0 +1 +1 values break users_email_form")
        .containsPattern("auth.users.hashed_password +0 +1")
        .containsPattern("auth.oauth_accounts +3 +1 +1 break user_id is not null")
        .containsPattern("auth.oauth_accounts.access_token +0 +2")
        .doesNotContain("game.campaign_participants.id")
        .contains("break event_type is not null: 2")
        .containsPattern("auth.sessions +0 +4 +4 have no place")
        .containsPattern("game.campaigns +1 +2")
        .contains("break campaigns_owner_id_fkey: 00000000-0000-4000-8000-00000000000c")
        .contains("break name of 200 characters at most: 00000000-0000-4000-8000-00000000000b")
        .containsPattern("game.campaign_participants +2 +2")
        .containsPattern("game.chat_history +2 +2");
    assertThat(fingerprint(database)).isEqualTo(before);
    assertThat(read(database, "select count(*) from auth.sessions")).containsExactly("4");
  }

  @Test
  void adopted_itIsOursWithEveryRowThatHasAPlace() throws SQLException, IOException {
    Scratch database = old();
    Ended ended = gaia("adopt", "--lose-data", "--database", database.url());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
    assertThat(gaia("migrate", "--database", database.url()).out()).contains("nothing to do");
    assertThat(
            database.read(
                "select concat_ws('|', issuer, subject, email, is_admin, created_at at time zone 'UTC') from auth.users order by user_id"))
        .first()
        .isEqualTo("auth0|auth0|1|ada@example.org|t|2025-01-02 03:04:05");
    assertThat(database.read("select settings ->> 'theme' from game.campaigns"))
        .containsExactly("x");
    assertThat(database.read("select role from game.campaign_participants order by role"))
        .containsExactly("game_master", "player");
    assertThat(
            database.read(
                "select author || ' ' || content from game.chat_history order by created_at"))
        .containsExactly("person hello", "assistant well met");
    assertThat(database.read("select permission from auth.access_control"))
        .containsExactly("manage");
    assertThat(database.read("select detail ->> 'ip_address' from audit.security_events"))
        .containsExactly("10.0.0.1");
    assertThat(gaia("adopt", "--database", database.url()).err()).contains("ours already");
  }

  @Test
  void dryRun_changesNothing() throws SQLException, IOException {
    Scratch database = old();
    String before = fingerprint(database);
    Ended ended = gaia("adopt", "--dry-run", "--database", database.url());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("dry run: the database would become schema");
    assertThat(fingerprint(database)).isEqualTo(before);
    assertThat(databases(database)).doesNotContain("gaia_adoption");
  }

  @Test
  void sessionsAndMembers_comeAlongUpToTheirLimit() throws SQLException, IOException {
    Scratch database = old();
    try (Connection login = database.as("migrate")) {
      Scratch.execute(
          login,
          """
          set role cloudsqlsuperuser;
          create table public.campaign_sessions (session_id varchar(255) primary key, owner_user_id uuid, title text,
            max_members int, created_at timestamp default now());
          create table public.campaign_session_members (session_id varchar(255), user_id uuid, joined_at timestamp);
          create table public.campaign_session_invites (token text primary key, session_id varchar(255));
          insert into public.campaign_sessions values ('s1', '00000000-0000-4000-8000-000000000001', 'One', 2),
            ('bad id', '00000000-0000-4000-8000-000000000001', 'Two', 5);
          insert into public.campaign_session_members values
            ('s1', '00000000-0000-4000-8000-000000000002', '2025-01-01'),
            ('s1', '00000000-0000-4000-8000-000000000003', '2025-01-02'),
            ('gone', '00000000-0000-4000-8000-000000000003', '2025-01-02');
          insert into public.campaign_session_invites values ('t', 's1')
          """);
    }
    Ended ended = gaia("adopt", "--lose-data", "--database", database.url());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("break campaign_sessions_session_id_form: bad id")
        .contains("break campaign_sessions_member_count_within_limit: s1")
        .containsPattern("public.campaign_session_invites +0 +1");
    assertThat(
            database.read(
                "select session_id || ' ' || name || ' ' || member_count from public.campaign_sessions"))
        .containsExactly("s1 One 2");
    assertThat(database.read("select role from public.campaign_session_members order by joined_at"))
        .containsExactlyInAnyOrder("member", "host");
  }

  @Test
  void killedBeforeItsEnd_nothingIsChanged() throws SQLException, IOException {
    Scratch database = old();
    String before = fingerprint(database);
    try (ApplicationContext context = ApplicationContext.run();
        Connection login = database.as("migrate")) {
      Scripts scripts = context.getBean(Scripts.class);
      Catalog expected = Expected.load(context.getBean(JsonMapper.class), scripts).catalog();
      login.setAutoCommit(false);
      new Adoption(expected, scripts).run(login);
      assertThat(Scratch.read(login, "select count(*) from auth.users")).containsExactly("4");
      read(
          database,
          // of our own logins alone: the server's own workers may be here too, and nobody may end those
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid()");
    }
    assertThat(fingerprint(database)).isEqualTo(before);
    assertThat(read(database, "select count(*) from auth.sessions")).containsExactly("4");
  }

  @Test
  void whileSomebodyHoldsATable_itIsBusyAndChangesNothing() throws SQLException, IOException {
    Scratch database = old();
    String before = fingerprint(database);
    try (Connection other = database.as("migrate")) {
      other.setAutoCommit(false);
      Scratch.execute(other, "lock table auth.users in row exclusive mode");
      Ended ended = gaia("adopt", "--lose-data", "--database", database.url());
      assertThat(ended.exit()).as(ended.err()).isEqualTo(75);
    }
    assertThat(fingerprint(database)).isEqualTo(before);
  }

  @Test
  void anEmptyDatabase_hasNothingToAdopt() throws SQLException {
    Ended ended = gaia("adopt", "--database", Scratch.empty().url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("there is no table to adopt", "gaia migrate");
  }

  @Test
  void tablesOfSomebodyElse_areNamedBeforeAnythingIsDone() throws SQLException, IOException {
    Scratch database = old();
    try (Connection login = database.as("migrate")) {
      Scratch.execute(
          login,
          """
          set role cloudsqlsuperuser;
          create role old_app;
          grant old_app to cloudsqlsuperuser with set true, inherit false;
          grant create on schema game to old_app;
          alter table game.campaigns owner to old_app
          """);
    }
    Ended ended = gaia("adopt", "--lose-data", "--database", database.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "table game.campaigns belongs to old_app",
            "grant old_app to \"gaia-migrate@local.iam\"");
  }

  private static Scratch old() throws SQLException, IOException {
    Scratch database = Scratch.empty();
    try (InputStream sql = AdoptTest.class.getResourceAsStream("old.sql");
        Connection login = database.as("migrate")) {
      Scratch.execute(login, new String(sql.readAllBytes(), UTF_8));
    }
    return database;
  }

  private static String fingerprint(Scratch database) throws SQLException {
    try (Connection login = database.as("migrate")) {
      return Catalog.read(login).fingerprint();
    }
  }

  private static List<String> read(Scratch database, String query) throws SQLException {
    try (Connection login = database.as("migrate")) {
      return Scratch.read(login, query);
    }
  }

  private static List<String> databases(Scratch database) throws SQLException {
    return read(database, "select datname from pg_database");
  }
}
