package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** Each function that is still to come does its statements, and no other's. */
class FunctionRolesTest {
  private Trial trial;

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign", "seat", "chat", "board", "usage", "token", "account"})
  void whoeverCalls_isWrittenDownOnFirstSight(String word) {
    assertWorks(
        word,
        "insert into auth.users (user_id, issuer, subject) values (:eve, 'i', 'eve') on conflict do nothing");
    assertWorks(word, "select user_id, display_name, is_active from auth.users");
    assertWorks(
        word, "insert into audit.security_events (event_id, event_type) values (:new, 'refused')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campaign | insert into game.campaigns (campaign_id, owner_id, name, idempotency_key, request_hash) values (:new, :ada, 'x', 'n', '') on conflict (owner_id, idempotency_key) do nothing
          campaign | update game.campaigns set name = 'x', settings = '{}', is_active = false
          campaign | delete from game.campaign_participants where user_id = :bob
          campaign | with key as (insert into game.chat_history_keys values (:ada, 'n', '', :new, now()) on conflict do nothing returning *) insert into game.chat_history (message_id, campaign_id, user_id, content, created_at) select message_id, :campaign, user_id, 'x', message_created_at from key
          seat     | insert into game.rooms (room_id, host_id, name) values (:new, :ada, 'x')
          seat     | insert into game.room_seats (room_id, seat_index) values (:room, 5)
          seat     | update game.rooms set status = 'closed', closed_at = now(), current_game_id = null
          chat     | insert into chat.sessions (session_id, user_id, title) values (:new, :ada, 'x')
          chat     | update chat.sessions set status = 'ended', ended_at = now()
          chat     | insert into chat.messages (message_id, session_id, role, content) values (:new, :talk, 'user', 'x')
          chat     | update chat.messages set status = 'error', error_message = 'x'
          chat     | insert into audit.user_activities (user_id, activity_type) values (:ada, 'message_sent')
          board    | insert into board.boardrooms (boardroom_id, owner_id, name) values (:new, :ada, 'x')
          board    | update board.boardrooms set name = 'x', max_participants = 3
          board    | insert into board.sessions (session_id, boardroom_id, user_id, title) values (:new, :boardroom, :ada, 'x')
          board    | update board.threads set priority = 1, status = 'closed'
          usage    | select * from usage.usage_quotas, usage.usage_summaries
          usage    | update usage.avatar_usage_records set used_seconds = 31, last_seen_at = now()
          token    | update auth.service_tokens set last_used_at = now(), use_count = use_count + 1
          token    | insert into auth.token_refresh_logs (token_id, user_id, refresh_status, started_at) values (:vault, :ada, 'success', now())
          token    | update auth.user_tokens set used_at = now()
          store    | select * from app_sessions
          store    | select ops.destroy_app_session('sid-1')
          account  | update auth.users set display_name = 'x', is_admin = true, is_active = true, preferred_voice = 'x'
          account  | insert into auth.access_control (user_id, resource_type, resource_id, permission) values (:ada, 'session', 'x', 'read') on conflict (user_id, resource_type, resource_id, permission) do update set expires_at = null
          account  | select auth.require_active(:ada)
          account  | select count(auth.require_admin(user_id)) from auth.users where is_admin
          account  | select * from audit.security_events order by created_at desc, event_id desc
          cleanup  | select * from ops.cleanup_plan(now())
          cleanup  | select * from ops.due('chat_history', now(), null, 1)
          cleanup  | select * from ops.sweep('expired_app_sessions', now(), null, 1)
          cleanup  | insert into audit.security_events (event_id, event_type) values (:new, 'forbidden')
          console  | select room_id, seat_index, user_id, held_until from game.room_seats
          console  | select * from ops.job_ages
          console  | select * from ops.job_runs order by run_id desc
          """)
  void ownStatement_works(String word, String sql) {
    assertWorks(word, sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campaign | update game.chat_history set content = 'x'
          campaign | delete from game.chat_history
          campaign | select * from game.chat_history_default
          campaign | delete from game.campaigns
          campaign | update game.campaigns set owner_id = :bob
          campaign | select ops.make_chat_partitions(now())
          seat     | delete from game.rooms
          seat     | update game.rooms set host_id = :bob
          seat     | select * from public.campaign_sessions
          chat     | insert into chat.sessions (session_id, user_id, message_count) values (:new, :ada, 5)
          chat     | update chat.messages set role = 'system'
          chat     | select * from game.chat_history
          chat     | select * from audit.user_activities
          board    | update board.boardrooms set participant_count = 0
          board    | delete from board.threads
          board    | select * from chat.sessions
          usage    | insert into usage.usage_quotas (user_id) values (:bob)
          usage    | update usage.avatar_usage_records set user_id = :bob
          usage    | delete from usage.avatar_usage_records
          token    | update auth.users set has_google_oauth = true
          token    | delete from auth.token_refresh_logs
          token    | update auth.user_tokens set token_hash = sha256('x')
          store    | select * from app_session_tombstones
          store    | delete from app_session_tombstones
          store    | select * from auth.users
          account  | update auth.users set subject = 'x'
          account  | delete from auth.users
          account  | delete from auth.access_control
          account  | insert into auth.users (user_id, issuer, subject, is_admin) values (:eve, 'i', 'eve', true)
          account  | update auth.admin_count set admins = 1
          seat     | insert into auth.users (user_id, issuer, subject, is_admin) values (:eve, 'i', 'eve', true)
          account  | delete from audit.security_events
          cleanup  | select sess from public.app_sessions
          cleanup  | delete from public.app_sessions
          cleanup  | delete from public.campaign_session_invites
          cleanup  | select * from ops.drop_chat_partitions(now())
          cleanup  | update ops.retention set keep = '1 month'
          cleanup  | delete from auth.user_tokens
          cleanup  | delete from usage.avatar_usage_records
          cleanup  | select ops.destroy_app_session('sid-1')
          console  | update ops.retention set keep = null
          console  | select issuer, subject from auth.users
          console  | select content from chat.messages
          """)
  void anyOther_isRefused(String word, String sql) throws SQLException {
    trial.become("gaia_" + word);
    assertThatThrownBy(() -> trial.run(sql))
        .isInstanceOfSatisfying(
            PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  private void assertWorks(String word, String sql) {
    assertThatCode(
            () -> {
              trial.become("gaia_" + word);
              trial.run(sql);
            })
        .doesNotThrowAnyException();
  }
}
