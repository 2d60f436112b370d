package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retention as cleanup calls it, which has no right on the tables themselves. */
class MaintenanceTest {
  private Trial trial;

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  @Test
  void expiredTokens_goAndLiveOnesStay() throws SQLException {
    trial.run(
        """
        insert into auth.user_tokens (user_id, token_type, token_hash, expires_at)
        select :bob, 'verify', sha256(n::text::bytea), now() - interval '1 second'
        from generate_series(1, 3) n
        """);
    trial.become("gaia_cleanup");
    assertThat(trial.read("select ops.cleanup_expired_tokens(at_most => 2)")).isEqualTo("2");
    assertThat(trial.read("select ops.cleanup_expired_tokens()")).isEqualTo("1");
    assertThat(trial.read("select ops.cleanup_expired_tokens('2099-01-01')")).isEqualTo("0");
    trial.becomeOwner();
    assertThat(trial.read("select token_type from auth.user_tokens")).isEqualTo("reset");
  }

  @Test
  void expiredServiceToken_isRevokedOnlyWhereItCannotBeRefreshed() throws SQLException {
    trial.run("update auth.service_tokens set expires_at = now() - interval '1 hour'");
    trial.become("gaia_cleanup");
    assertThat(trial.read("select ops.cleanup_expired_tokens()")).isEqualTo("0");
    trial.becomeOwner();
    trial.run("update auth.service_tokens set refresh_token_encrypted = null");
    trial.become("gaia_cleanup");
    assertThat(trial.read("select ops.cleanup_expired_tokens()")).isEqualTo("1");
    trial.becomeOwner();
    assertThat(trial.read("select revoked_reason from auth.service_tokens")).isEqualTo("expired");
    assertThat(trial.read("select has_google_oauth from auth.users where user_id = :ada"))
        .isEqualTo("f");
  }

  @Test
  void refreshLogs_goAfterThirtyDays() throws SQLException {
    trial.run(
        """
        insert into auth.token_refresh_logs (token_id, user_id, refresh_status, started_at, created_at)
        values (:vault, :ada, 'failed', now(), now() - interval '29 days'),
               (:vault, :ada, 'failed', now(), now() - interval '31 days')
        """);
    trial.become("gaia_cleanup");
    assertThat(trial.read("select ops.cleanup_token_refresh_logs()")).isEqualTo("1");
    assertThat(trial.read("select ops.cleanup_token_refresh_logs('2099-01-01')")).isEqualTo("0");
  }

  @Test
  void usageRecords_goAfterTwelveMonths_unlessTheyStillRun() throws SQLException {
    trial.run(
        """
        insert into usage.avatar_usage_records
          (record_id, user_id, avatar_name, status, leased_seconds, started_at, leased_until, ended_at)
        values
          (:old, :bob, 'Eva', 'completed', 60, '2020-01-01', '2020-01-02', '2020-01-02'),
          (:stuck, :bob, 'Eva', 'active', 60, '2020-01-01', '2020-01-02', null)
        """);
    trial.become("gaia_cleanup");
    assertThat(trial.read("select ops.cleanup_old_usage_records('2099-01-01')")).isEqualTo("1");
    trial.becomeOwner();
    assertThat(trial.read("select count(*) from usage.avatar_usage_records")).isEqualTo("2");
  }

  @Test
  void expiredSessionsAndTombstones_areSweptWithoutReadingThem() throws SQLException {
    trial.run("update app_sessions set expire = now() - interval '1 day'");
    trial.become("gaia_cleanup");
    trial.run("delete from app_sessions where expire < now()");
    trial.run("delete from app_session_tombstones where keep_until < now() + interval '2 days'");
    trial.run("delete from game.chat_history_keys where created_at < now() + interval '1 day'");
    trial.becomeOwner();
    assertThat(trial.read("select sid from app_sessions")).isEmpty();
    assertThat(trial.read("select sid from app_session_tombstones")).isEmpty();
  }
}
