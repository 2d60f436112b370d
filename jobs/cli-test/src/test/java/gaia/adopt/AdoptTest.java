package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The seed's old database, with odd rows in it, becomes ours. */
class AdoptTest {
  @Test
  void whatWouldBeLost_isCountedAndRefused() throws SQLException, IOException {
    Scratch database = Old.database();
    String before = Old.fingerprint(database);
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
        .containsPattern("game.chat_history +2 +2")
        .contains("goes: view game.open_campaigns")
        .contains("goes: function public.update_updated_at_column()")
        .contains("goes: trigger touch on auth.users")
        .contains("goes: extension");
    assertThat(Old.fingerprint(database)).isEqualTo(before);
    assertThat(Old.read(database, "select count(*) from auth.sessions")).containsExactly("4");
  }

  @Test
  void adopted_itIsOursWithEveryRowThatHasAPlace() throws SQLException, IOException {
    Scratch database = Old.database();
    Ended ended =
        gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
    ended.succeeded();
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
    assertThat(gaia("migrate", "--database", database.url()).out()).contains("nothing to do");
    assertThat(
            database.read(
                "select concat_ws('|', issuer, subject, email, is_admin, created_at at time zone 'UTC') from auth.users order by is_admin desc"))
        .first()
        .isEqualTo("https://people.example/|auth0|1|ada@example.org|t|2025-01-02 03:04:05");
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
    Scratch database = Old.database();
    String before = Old.fingerprint(database);
    Ended ended = gaia("adopt", "--dry-run", "--issuer", Old.ISSUER, "--database", database.url());
    ended.succeeded();
    assertThat(ended.out()).contains("dry run: the database would become schema");
    assertThat(Old.fingerprint(database)).isEqualTo(before);
    assertThat(Old.databases(database)).doesNotContain("gaia_adoption_" + database.name());
  }

  @Test
  void sessionsAndMembers_comeAlongUpToTheirLimit() throws SQLException, IOException {
    Scratch database = Old.database();
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
    Ended ended =
        gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
    ended.succeeded();
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
  void whileSomebodyHoldsATable_itIsBusyAndChangesNothing() throws SQLException, IOException {
    Scratch database = Old.database();
    String before = Old.fingerprint(database);
    try (Connection other = database.as("migrate")) {
      other.setAutoCommit(false);
      Scratch.execute(other, "lock table auth.users in row exclusive mode");
      Ended ended =
          gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
      assertThat(ended.exit()).as(ended.err()).isEqualTo(75);
    }
    assertThat(Old.fingerprint(database)).isEqualTo(before);
  }

  @Test
  void anEmptyDatabase_hasNothingToAdopt() throws SQLException {
    Ended ended = gaia("adopt", "--database", Scratch.empty().url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("there is no table to adopt", "gaia migrate");
  }

  @Test
  void tablesOfSomebodyElse_areNamedBeforeAnythingIsDone() throws SQLException, IOException {
    Scratch database = Old.database();
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
    Ended ended =
        gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "table game.campaigns belongs to old_app",
            "grant old_app to \"gaia-migrate@local.iam\"");
  }
}
