package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The seed's maintenance functions, called in SQL by whoever owns the database. */
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
    assertThat(trial.read("select ops.cleanup_expired_tokens(at_most => 2)")).isEqualTo("2");
    assertThat(trial.read("select ops.cleanup_expired_tokens()")).isEqualTo("1");
    assertThat(trial.read("select ops.cleanup_expired_tokens('2099-01-01')")).isEqualTo("0");
    trial.becomeOwner();
    assertThat(trial.read("select token_type from auth.user_tokens")).isEqualTo("reset");
  }

  @Test
  void expiredServiceToken_isRevokedOnlyWhereItCannotBeRefreshed() throws SQLException {
    trial.run("update auth.service_tokens set expires_at = now() - interval '1 hour'");
    assertThat(trial.read("select ops.cleanup_expired_tokens()")).isEqualTo("0");
    trial.run("update auth.service_tokens set refresh_token_encrypted = null");
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
    assertThat(trial.read("select ops.cleanup_old_usage_records('2099-01-01')")).isEqualTo("1");
    trial.becomeOwner();
    assertThat(trial.read("select count(*) from usage.avatar_usage_records")).isEqualTo("2");
  }

  @Test
  void expiredSessionsAndTombstones_areSweptByARoleThatMayNotTouchThem() throws SQLException {
    trial.run("update app_sessions set expire = now() - interval '1 day'");
    trial.run(
        "update app_session_tombstones set destroyed_at = '2020-01-01', keep_until = '2020-01-02'");
    trial.run("update game.chat_history_keys set created_at = now() - interval '8 days'");
    trial.become("gaia_cleanup");
    for (String rule : new String[] {"expired_app_sessions", "old_tombstones", "old_chat_keys"}) {
      assertThat(
              trial.read(
                  "select rows from ops.sweep('%s', '2099-01-01', null, 10)".formatted(rule)))
          .as(rule)
          .isEqualTo("1");
    }
    trial.becomeOwner();
    assertThat(trial.read("select sid from app_sessions")).isEmpty();
    assertThat(trial.read("select sid from app_session_tombstones")).isEmpty();
  }

  @Test
  void ruleThatNobodyMade_isRefused() {
    assertThatThrownBy(
            () -> trial.run("select ops.sweep('users; drop table ops.retention', now(), null, 1)"))
        .hasMessageContaining("query returned no rows");
  }

  /** Ties of more rows than a step takes are counted and swept all the same. */
  @Test
  void rowsOfOneMoment_areCountedAndSweptWhole() throws SQLException {
    trial.run(
        """
        insert into app_session_tombstones (sid, destroyed_at, keep_until)
        select 'tied-' || n, '2020-01-01', '2020-01-02' from generate_series(1, 25) n
        """);
    trial.run(
        "insert into app_session_tombstones (sid, destroyed_at, keep_until) values ('later', '2020-01-01', '2020-01-03')");
    assertThat(walk("due", 10)).isEqualTo(26);
    assertThat(walk("due", 1)).isEqualTo(26);
    assertThat(walk("sweep", 10)).isEqualTo(26);
    assertThat(walk("due", 10)).isZero();
  }

  private long walk(String call, int atMost) throws SQLException {
    long rows = 0;
    String since = "null";
    while (true) {
      String[] step =
          trial
              .read(
                  "select concat_ws('|', rows, whole, upto) from ops.%s('old_tombstones', now(), %s, %d)"
                      .formatted(call, since, atMost))
              .split("[|]", -1);
      rows += Long.parseLong(step[0]);
      if (step[1].equals("t")) {
        return rows;
      }
      since = "'" + step[2] + "'";
    }
  }
}
