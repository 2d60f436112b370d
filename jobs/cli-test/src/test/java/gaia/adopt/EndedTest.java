package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What had ended in the old database gives nobody a right in ours. */
class EndedTest {
  private static final String ADA = "00000000-0000-4000-8000-000000000001";
  private static final String CAMPAIGN = "00000000-0000-4000-8000-00000000000a";

  @Test
  void permissions_thatWereTakenBackOrWhoseEndIsUnreadable_areNotGivenAgain()
      throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            delete from auth.access_control;
            alter table auth.access_control add revoked_at timestamp, add is_active text, add status text,
              add expires_at text, add valid_until date;
            insert into auth.access_control
              (user_id, resource_type, resource_id, permission_type, revoked_at, is_active, status, expires_at, valid_until)
            select '%s', 'campaign', * from (values
              ('revoked', 'manage', timestamp '2024-01-01', 'true', 'active', null, null::date),
              ('inactive', 'manage', null, 'false', null, null, null),
              ('unsaid', 'manage', null, 'perhaps', null, null, null),
              ('suspended', 'manage', null, null, 'Suspended', null, null),
              ('unheard', 'manage', null, null, 'on probation', null, null),
              ('unreadable', 'manage', null, null, null, '31.12.2025 23:59', null),
              ('shorter', 'read', null, null, null, '2031-01-01', '2030-01-01'),
              ('held', 'read', null, 't', 'active', '2030-01-01', null)) old
            """
                .formatted(ADA));
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .contains("5 break the permission holds", "1 break its end is a time")
        .containsPattern("auth.access_control +2 +6")
        .containsPattern("auth.access_control.expires_at +0 +1")
        .doesNotContain("auth.access_control.status", "auth.access_control.is_active");
    assertThat(
            database.read(
                "select permission || ' ' || (expires_at at time zone 'UTC')::date from auth.access_control"))
        .containsExactly("read 2030-01-01", "read 2030-01-01");
  }

  @Test
  void members_whoLeftOrWereShutOut_areNotBack() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            create table public.campaign_sessions (session_id text primary key, owner_id uuid, max_members int);
            create table public.campaign_session_members (id serial primary key, session_id text, user_id uuid,
              status text, left_at text, banned_at timestamp);
            insert into public.campaign_sessions
              select v, '%s', 2 from unnest('{left,status,kicked,banned,both,unreadable,full}'::text[]) v;
            insert into public.campaign_session_members (session_id, user_id, status, left_at, banned_at)
            select s, ('00000000-0000-4000-8000-' || lpad(person::text, 12, '0'))::uuid, status, left_at, banned_at from (values
              ('left', 2, 'active', '2021-01-01', null::timestamp),
              ('status', 2, 'Left', null, null),
              ('kicked', 2, 'kicked', null, null),
              ('banned', 2, null, null, '2021-01-01'),
              ('both', 2, 'left', '2021-01-01', '2021-01-02'),
              ('unreadable', 2, 'active', '31.12.2020', null),
              ('full', 2, null, '2021-01-01', null),
              ('full', 3, 'joined', null, null)) old (s, person, status, left_at, banned_at)
            """
                .formatted(ADA));
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .containsPattern("public.campaign_session_members +15 +0")
        .containsPattern(
            "public.campaign_session_members.left_at +0 +1 +1 values have no place: 6");
    assertThat(
            database.read(
                """
                select concat_ws(' ', session_id, status, (left_at at time zone 'UTC')::date,
                  case when removed_at > now() - interval '1 hour' then 'now' else (removed_at at time zone 'UTC')::date::text end)
                from public.campaign_session_members where role = 'member'
                """))
        .containsExactlyInAnyOrder(
            "left left 2021-01-01",
            "status left",
            "kicked removed now",
            "banned removed 2021-01-01",
            "both removed 2021-01-01 2021-01-02",
            "unreadable left",
            "full left 2021-01-01",
            "full active");
    assertThat(
            database.read(
                "select session_id from public.campaign_sessions where member_count <> 1"))
        .containsExactly("full");
  }

  /** Ours has no session whose host is not in it, so what says otherwise is a loss. */
  @Test
  void aHostWhoLeft_isInTheSession_andItIsSaidThatHeHadLeft() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            create table public.campaign_sessions (session_id text primary key, owner_id uuid);
            create table public.campaign_session_members (id serial primary key, session_id text, user_id uuid,
              status text, left_at timestamp, banned_at timestamp);
            insert into public.campaign_sessions select v, '%1$s' from unnest('{left,banned,in}'::text[]) v;
            insert into public.campaign_session_members (session_id, user_id, status, left_at, banned_at) values
              ('left', '%1$s', 'left', '2021-01-01', null),
              ('banned', '%1$s', null, null, '2021-01-01'),
              ('in', '%1$s', 'active', null, null)
            """
                .formatted(ADA));
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .containsPattern("campaign_session_members.status +0 +1 +1 values have no place: 1")
        .containsPattern("campaign_session_members.left_at +0 +1 +1 values have no place: 1")
        .containsPattern("campaign_session_members.banned_at +0 +1 +1 values have no place: 2");
    assertThat(
            database.read(
                """
                select concat_ws(' ', session_id, role, m.status, left_at, removed_at, member_count)
                from public.campaign_session_members m join public.campaign_sessions using (session_id)
                """))
        .containsExactlyInAnyOrder(
            "left host active 1", "banned host active 1", "in host active 1");
  }

  @Test
  void sessions_thatHadEnded_stayEnded() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            create table public.campaign_sessions (session_id text primary key, owner_id uuid, status text,
              is_active boolean, ended_at text, updated_at timestamp default '2022-02-02');
            insert into public.campaign_sessions (session_id, owner_id, status, is_active, ended_at)
            select s, '%s', status, is_active, ended_at from (values
              ('moment', 'active', true, '2021-01-01'),
              ('word', 'Completed', null, null),
              ('flag', null, false, null),
              ('unreadable', null, null, '31.12.2020'),
              ('paused', 'paused', true, null),
              ('active', 'active', true, null),
              ('silent', null, null, null)) old (s, status, is_active, ended_at)
            """
                .formatted(ADA));
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .containsPattern("public.campaign_sessions +7 +0")
        .containsPattern("campaign_sessions.ended_at +0 +1 +1 values have no place: unreadable")
        .containsPattern("campaign_sessions.is_active +0 +1 +1 values have no place: moment")
        .containsPattern("campaign_sessions.status +0 +1 +1 values have no place: moment");
    assertThat(
            database.read(
                "select concat_ws(' ', session_id, status, (ended_at at time zone 'UTC')::date) from public.campaign_sessions"))
        .containsExactlyInAnyOrder(
            "moment ended 2021-01-01",
            "word ended 2022-02-02",
            "flag ended 2022-02-02",
            "unreadable ended 2022-02-02",
            "paused paused",
            "active active",
            "silent active");
  }

  @Test
  void participants_people_andCampaigns_areNotRevived() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            alter table game.campaign_participants add is_active boolean, add left_at timestamp;
            delete from game.campaign_participants where role in ('spectator', 'wizard');
            update game.campaign_participants set is_active = false where role = 'player';
            update game.campaign_participants set is_active = true where role = 'gm';
            insert into game.campaign_participants (campaign_id, user_id, role, left_at)
            values ('%1$s', '00000000-0000-4000-8000-000000000003', 'player', '2021-01-01');
            alter table auth.users add banned_at timestamp;
            alter table auth.users alter is_active drop default, alter is_active type text;
            update auth.users set is_active = 'suspended' where username = 'bob';
            update auth.users set banned_at = '2021-01-01' where username = 'dan';
            alter table game.campaigns add archived_at timestamp;
            update game.campaigns set archived_at = '2021-01-01' where campaign_id = '%1$s'
            """
                .formatted(CAMPAIGN));
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .contains("2 break the participation holds")
        .containsPattern("game.campaign_participants +1 +2")
        .containsPattern("auth.users.is_active +0 +2")
        .containsPattern("auth.users.banned_at +0 +1")
        .doesNotContain("game.campaign_participants.is_active");
    assertThat(database.read("select role from game.campaign_participants"))
        .containsExactly("game_master");
    assertThat(database.read("select username from auth.users where not is_active"))
        .containsExactlyInAnyOrder("bob", "dan");
    assertThat(database.read("select name from game.campaigns where not is_active"))
        .containsExactly("Friday");
  }

  private static Ended adopt(Scratch database) {
    return gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
  }
}
