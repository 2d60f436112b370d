package gaia.bench;

import gaia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows that are over, as many in each of six tables, among some that are not. */
record Expired(TestDatabase database) {
  private static final List<String> TABLES =
      List.of(
          "public.app_sessions",
          "public.app_session_tombstones",
          "auth.user_tokens",
          "auth.token_refresh_logs",
          "game.chat_history_keys",
          "public.campaign_session_invites",
          "public.campaign_session_invite_uses");

  /** Answers how many were made, an invite's one use not counted. */
  long make(int round, long rows) throws SQLException {
    long each = rows / 6;
    try (Connection owner = database.connect("migrate");
        java.sql.Statement statement = owner.createStatement()) {
      statement.execute("alter table public.app_sessions disable trigger refuse_buried");
      Keys.rebuiltAfter(owner, TABLES, rows(round, each));
      statement.execute("alter table public.app_sessions enable trigger refuse_buried");
      statement.execute("vacuum analyze " + String.join(", ", TABLES));
    }
    return each * 6;
  }

  private static String rows(int round, long each) {
    return """
        insert into public.app_sessions
        select 'old-%1$d-' || n, '{"cookie":{"originalMaxAge":604800000},"user":"somebody"}', now() - n * interval '1 ms'
        from generate_series(1, %2$d) n;
        insert into public.app_session_tombstones
        select 'gone-%1$d-' || n, now() - interval '9 days', now() - n * interval '1 ms' from generate_series(1, %2$d) n;
        insert into auth.user_tokens (user_id, token_type, token_hash, expires_at)
        select '00000000-0000-4000-8000-000000000000', 'verify', sha256(('%1$d-' || n)::bytea), now() - n * interval '1 ms'
        from generate_series(1, %2$d) n;
        insert into auth.token_refresh_logs (token_id, user_id, refresh_status, started_at, created_at)
        select gen_random_uuid(), '00000000-0000-4000-8000-000000000000', 'success', now(),
          now() - interval '31 days' - n * interval '1 ms'
        from generate_series(1, %2$d) n;
        insert into game.chat_history_keys
        select gen_random_uuid(), 'key', '', gen_random_uuid(), now(), now() - interval '8 days' - n * interval '1 ms'
        from generate_series(1, %2$d) n;
        with old as (
          insert into public.campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use, max_uses,
            uses, expires_at, request_hash)
          select gen_random_uuid(), 'bench-' || n %% 100, '00000000-0000-4000-8000-000000000000',
            sha256(('old-%1$d-' || n)::bytea), false, 1, 1, now() - interval '31 days' - n * interval '1 ms', ''
          from generate_series(1, %2$d) n
          returning invite_id
        )
        insert into public.campaign_session_invite_uses
        select invite_id, gen_random_uuid(), 1, now() from old;
        """
        .formatted(round, each);
  }

  /** What is left of them. */
  long left() throws SQLException {
    try (Connection owner = database.connect("migrate");
        java.sql.Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select count(*) from public.app_sessions where expire < now())
                  + (select count(*) from public.app_session_tombstones where keep_until < now())
                  + (select count(*) from auth.user_tokens where expires_at < now())
                  + (select count(*) from auth.token_refresh_logs where created_at < now() - interval '30 days')
                  + (select count(*) from game.chat_history_keys where created_at < now() - interval '7 days')
                  + (select count(*) from public.campaign_session_invites where expires_at < now() - interval '30 days')
                """)) {
      row.next();
      return row.getLong(1);
    }
  }
}
