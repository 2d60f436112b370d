package gaia.cleanup;

import gaia.testing.FunctionUnderTest;

/** One row of each kind that is over, and one beside it that is not. */
record Given(FunctionUnderTest cleanup) {
  void person() {
    cleanup.sql(
        """
        insert into auth.users (user_id, issuer, subject) values (md5('ada')::uuid, 'i', 'ada'), (md5('bob')::uuid, 'i', 'bob')
        on conflict do nothing
        """);
  }

  void session(String id, String status, String since, int members) {
    cleanup.sql(
        """
        insert into campaign_sessions (session_id, name, host_id, status, max_members, member_count, request_hash,
          ended_at, created_at, updated_at)
        values (?, 'x', md5('ada')::uuid, ?, 8, ?, '', case when ? = 'ended' then now() - ?::interval end,
          now() - ?::interval, now() - ?::interval)
        """,
        id,
        status,
        members,
        status,
        since,
        since,
        since);
  }

  /** Expired as long ago as said; a negative interval is still to come. */
  void invite(String session, String name, String expired) {
    cleanup.sql(
        """
        insert into campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use, uses, expires_at,
          request_hash)
        values (md5(?)::uuid, ?, md5('ada')::uuid, sha256(?::text::bytea), true, 1, now() - ?::interval, '')
        """,
        name,
        session,
        name,
        expired);
    cleanup.sql(
        "insert into campaign_session_invite_uses values (md5(?)::uuid, md5('bob')::uuid, 1, now())",
        name);
  }

  /** Rows that say of themselves that they are over, all of them a second ago. */
  void tombstones(int count) {
    cleanup.sql(
        """
        insert into app_session_tombstones (sid, destroyed_at, keep_until)
        select 'sid-' || n, now() - interval '9 days', now() - interval '1 second' from generate_series(1, ?) n
        """,
        count);
  }

  void oneOfEach() {
    person();
    session("ended-long-ago", "ended", "13 months", 1);
    session("ended-lately", "ended", "11 months", 1);
    session("left-alone", "active", "13 months", 1);
    session("paused-alone", "paused", "13 months", 1);
    session("left-together", "active", "13 months", 2);
    session("alone-lately", "active", "11 months", 1);
    session("alone-but-inviting", "active", "13 months", 1);
    invite("left-together", "expired-long-ago", "31 days");
    invite("left-together", "expired-lately", "29 days");
    invite("alone-but-inviting", "open", "-1 day");
    cleanup.sql(
        """
        with room as (
          insert into game.rooms (room_id, host_id, name) values (md5('room')::uuid, md5('ada')::uuid, 'x') returning room_id
        )
        insert into game.room_seats (room_id, seat_index, user_id, last_heartbeat_at, away_since, seat_token)
        select room_id, seat_index, user_id, beat, away, md5('seat')::uuid::text from room, (values
          (1, md5('ada')::uuid, now() - interval '6 minutes', null::timestamptz),
          (2, md5('bob')::uuid, now() - interval '1 minute', null)) seat (seat_index, user_id, beat, away)
        """);
    cleanup.sql(
        """
        insert into auth.access_control (user_id, resource_type, resource_id, permission, expires_at) values
          (md5('bob')::uuid, 'session', 'x', 'read', now() - interval '31 days'),
          (md5('bob')::uuid, 'session', 'x', 'invite', now() - interval '29 days'),
          (md5('bob')::uuid, 'session', 'x', 'manage', null)
        """);
    cleanup.sql(
        """
        insert into auth.user_tokens (user_id, token_type, token_hash, expires_at)
        select md5('ada')::uuid, 'verify', sha256(n::text::bytea), now() + n * interval '1 hour'
        from unnest(array[-1, 1]) n
        """);
    cleanup.sql(
        """
        insert into auth.service_tokens (user_id, provider, service, access_token_encrypted, refresh_token_encrypted,
          expires_at)
        select md5('ada')::uuid, provider, 'mail', '\\x01' || sha256('a') || '\\x00', refresh, now() - interval '1 hour'
        from (values ('google', null), ('microsoft', '\\x01' || sha256('r') || '\\x00')) t (provider, refresh)
        """);
    cleanup.sql(
        """
        insert into auth.token_refresh_logs (token_id, user_id, refresh_status, started_at, created_at)
        select md5('t')::uuid, md5('ada')::uuid, 'failed', now(), now() - n * interval '1 day'
        from unnest(array[31, 29]) n
        """);
    cleanup.sql(
        "insert into app_sessions select 'sid' || n, '{}', now() + n * interval '1 hour' from unnest(array[-1, 1]) n");
    cleanup.sql(
        """
        insert into app_session_tombstones (sid, destroyed_at, keep_until)
        select 'gone' || n, now() - interval '9 days', now() + n * interval '1 hour' from unnest(array[-1, 1]) n
        """);
    cleanup.sql(
        """
        insert into game.chat_history_keys (user_id, idempotency_key, request_hash, message_id, message_created_at, created_at)
        select md5('ada')::uuid, 'k' || n, '', md5('m')::uuid, now(), now() - n * interval '1 day' from unnest(array[8, 6]) n
        """);
    usage();
    cleanup.sql(
        """
        insert into audit.security_events (event_id, event_type, created_at)
        values (md5('event')::uuid, 'forbidden', now() - interval '20 years')
        """);
    cleanup.sql(
        """
        insert into ops.job_runs (run_id, name, started_at, finished_at, outcome)
        select md5(name || n)::uuid, name, now() - n * interval '1 month', now() - n * interval '1 month', outcome
        from (values ('backup', 14, 'done'), ('backup', 13, 'done'), ('drill', 14, 'done'), ('drill', 13, 'failed'),
          ('drill', 1, 'failed')) run (name, n, outcome)
        """);
    cleanup.sql(
        """
        with talk as (
          insert into chat.sessions (session_id, user_id) values (md5('wrong')::uuid, md5('ada')::uuid),
            (md5('right')::uuid, md5('ada')::uuid) returning session_id
        )
        insert into chat.messages (message_id, session_id, role, content, prompt_tokens)
        select md5(session_id::text)::uuid, session_id, 'user', 'x', 7 from talk
        """);
    cleanup.sql("update chat.sessions set message_count = 9 where session_id = md5('wrong')::uuid");
  }

  private void usage() {
    cleanup.sql(
        """
        insert into usage.avatar_usage_records (record_id, user_id, avatar_name, status, leased_seconds, used_seconds,
          started_at, leased_until, ended_at)
        values
          (md5('old')::uuid, md5('ada')::uuid, 'Eva', 'completed', 60, 30, now() - interval '13 months',
            now() - interval '13 months' + interval '1 minute', now() - interval '13 months' + interval '1 minute'),
          (md5('new')::uuid, md5('ada')::uuid, 'Eva', 'completed', 60, 20, now() - interval '11 months',
            now() - interval '11 months' + interval '1 minute', now() - interval '11 months' + interval '1 minute'),
          (md5('silent')::uuid, md5('ada')::uuid, 'Eva', 'active', 60, 10, now() - interval '1 hour',
            now() - interval '30 minutes', null),
          (md5('speaking')::uuid, md5('ada')::uuid, 'Eva', 'active', 60, 5, now() - interval '1 minute',
            now() + interval '5 minutes', null)
        """);
  }
}
