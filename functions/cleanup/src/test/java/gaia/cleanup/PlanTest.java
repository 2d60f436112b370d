package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Tables;
import gaia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule finds its rows by an index, among a hundred times as many that stay. */
class PlanTest {
  private static final String LIVE =
      """
      insert into game.rooms (room_id, host_id, name)
        select md5('r' || n)::uuid, md5('u1')::uuid, 'x' from generate_series(1, 5000) n;
      insert into game.room_seats (room_id, seat_index, user_id, last_heartbeat_at, seat_token)
        select md5('r' || n % 5000 + 1)::uuid, n / 5000, null, null, null from generate_series(0, 19999) n;
      insert into auth.user_tokens (user_id, token_type, token_hash, expires_at)
        select md5('u' || n)::uuid, 'verify', sha256(n::text::bytea), now() + interval '1 day'
        from generate_series(1, 4000) n;
      insert into auth.service_tokens (user_id, provider, service, access_token_encrypted, expires_at)
        select md5('u' || n)::uuid, 'google', 'mail', '\\x01' || sha256('a') || '\\x00', now() + interval '1 day'
        from generate_series(1, 4000) n;
      insert into auth.token_refresh_logs (token_id, user_id, refresh_status, started_at)
        select md5('t' || n)::uuid, md5('u1')::uuid, 'success', now() from generate_series(1, 4000) n;
      insert into app_sessions select 'sid-' || n, '{}', now() + interval '1 day' from generate_series(1, 4000) n;
      insert into app_session_tombstones (sid, keep_until)
        select 'gone-' || n, now() + interval '1 day' from generate_series(1, 4000) n;
      insert into game.chat_history_keys
        select md5('u1')::uuid, 'k' || n, '', md5('m' || n)::uuid, now() from generate_series(1, 4000) n;
      insert into usage.avatar_usage_records (record_id, user_id, avatar_name, status, leased_seconds, leased_until, ended_at)
        select md5('a' || n)::uuid, md5('u' || n)::uuid, 'Eva', 'completed', 60, now() + interval '1 hour', now()
        from generate_series(1, 4000) n;
      insert into audit.security_events (event_id, event_type)
        select md5('live' || n)::uuid, 'forbidden' from generate_series(1, 4000) n;
      insert into ops.job_runs (run_id, name, started_at, finished_at, outcome)
        select md5('j' || n)::uuid, 'keepalive', now(), now(), 'done' from generate_series(1, 4000) n;
      insert into ops.retention values ('security_events', '2 years');
      update campaign_sessions set status = 'ended', ended_at = now() where session_id ~ '7$';
      analyze;
      """;

  private static final List<String> RULES =
      List.of(
          "expired_invites",
          "abandoned_sessions",
          "ended_sessions",
          "stale_seats",
          "expired_permissions",
          "expired_user_tokens",
          "useless_service_tokens",
          "old_refresh_logs",
          "expired_app_sessions",
          "old_tombstones",
          "old_chat_keys",
          "silent_leases",
          "old_usage_records",
          "security_events",
          "old_job_runs");

  @Test
  void noRuleReadsATableFromEndToEnd() throws SQLException {
    try (TestDatabase database = Tables.FULL.create();
        Connection owner = database.connect("migrate");
        Connection cleanup = database.connect("cleanup")) {
      run(owner, LIVE);
      for (String call : List.of("ops.due", "ops.sweep")) {
        for (String rule : RULES) {
          long before = scanned(owner);
          assertThat(
                  text(
                      cleanup,
                      "select rows || ' ' || whole from %s('%s', now(), null, 1000)"
                          .formatted(call, rule)))
              .as("%s of %s", call, rule)
              .isEqualTo("0 true");
          text(cleanup, "select pg_stat_force_next_flush()");
          text(cleanup, "select 1");
          assertThat(scanned(owner) - before).as("%s of %s", call, rule).isZero();
        }
      }
    }
  }

  /** Sessions that live are looked at a thousand at a time, however many there are. */
  @Test
  void ruleThatLooksAtRowsThatStay_doesSoInStretches() throws SQLException {
    try (TestDatabase database = Tables.FULL.create();
        Connection owner = database.connect("migrate");
        Connection cleanup = database.connect("cleanup")) {
      run(owner, "alter table campaign_sessions disable trigger set_updated_at");
      run(
          owner,
          "update campaign_sessions set created_at = now() - interval '2 years' - substr(session_id, 2)::int * interval '1 second'");
      List<String> steps = new ArrayList<>();
      String since = null;
      boolean whole = false;
      while (!whole) {
        try (Statement statement = cleanup.createStatement();
            ResultSet step =
                statement.executeQuery(
                    "select * from ops.sweep('abandoned_sessions', now(), %s, 1000)"
                        .formatted(since == null ? "null" : "'" + since + "'"))) {
          step.next();
          since = step.getString("upto");
          whole = step.getBoolean("whole");
          steps.add(String.valueOf(since));
        }
      }
      assertThat(steps).hasSizeBetween(19, 22).doesNotHaveDuplicates();
    }
  }

  /** Pages that were read by none of an index's ways, over all tables that hold what is swept. */
  private static long scanned(Connection owner) throws SQLException {
    return Long.parseLong(
        text(
            owner,
            """
            select sum(seq_tup_read) from pg_stat_user_tables
            where schemaname in ('public', 'game', 'auth', 'usage', 'audit')
              or (schemaname = 'ops' and relname = 'job_runs')
            """));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
