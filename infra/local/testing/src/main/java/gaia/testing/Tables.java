package gaia.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL may know of the tables when it makes a plan. */
public enum Tables {
  /** As after a year, with statistics of that. */
  FULL(Tables.MANY, true),
  /** As after a year, of which the statistics know nothing yet. */
  NEVER_ANALYSED(Tables.MANY, false),
  /**
   * As after the first players, and analysed then: a connection keeps that plan while they fill.
   */
  ANALYSED_EARLY(few(60), true),
  /** As after the first table of players. */
  ANALYSED_EARLIER(few(4), true);

  private final String rows;
  private final boolean analysed;

  Tables(String rows, boolean analysed) {
    this.rows = rows;
    this.analysed = analysed;
  }

  /** A database like that, which stays like that. */
  public TestDatabase create() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (Connection owner = database.connect("migrate");
        Statement statement = owner.createStatement()) {
      statement.execute(NO_AUTOVACUUM);
      statement.execute(rows);
      if (analysed) {
        statement.execute("analyze");
      }
      return database;
    }
  }

  private static final String NO_AUTOVACUUM =
      """
      do $$
      declare t regclass;
      begin
        for t in select oid from pg_class where relkind = 'r' and relowner = 'gaia_owner'::regrole loop
          execute format('alter table %s set (autovacuum_enabled = false)', t);
        end loop;
      end $$
      """;

  private static String few(int count) {
    return """
        insert into auth.users (user_id, issuer, subject, is_admin)
          select md5('u' || n)::uuid, 'issuer', 'u' || n, true from generate_series(1, %d) n;
        insert into game.campaigns (campaign_id, owner_id, name) select user_id, user_id, 'name' from auth.users;
        insert into game.campaign_participants (campaign_id, user_id) select user_id, user_id from auth.users;
        insert into campaign_sessions (session_id, campaign_id, name, host_id, max_members, member_count,
            idempotency_key, request_hash)
          select subject, user_id, 'name', user_id, 8, 1, 'key', '' from auth.users;
        insert into campaign_session_members (session_id, user_id, role, status, joined_at)
          select session_id, host_id, 'host', 'active', now() from campaign_sessions;
        insert into campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use, expires_at,
            uses, request_hash, idempotency_key)
          select host_id, session_id, host_id, sha256(session_id::bytea), true, now() + interval '1 day', 1, '', 'key'
          from campaign_sessions;
        insert into campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
          select invite_id, created_by, 1, now() from campaign_session_invites;
        insert into auth.access_control (user_id, resource_type, resource_id, permission, granted_by, idempotency_key,
            request_hash)
          select host_id, 'session', session_id, 'invite', host_id, 'key', '' from campaign_sessions;
        insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id)
          select host_id, 'forbidden', host_id, 'session', session_id from campaign_sessions;
        """
        .formatted(count);
  }

  private static final String MANY =
      """
      insert into auth.users (user_id, issuer, subject)
        select md5('u' || n)::uuid, 'issuer', 'u' || n from generate_series(1, 20000) n;
      insert into game.campaigns (campaign_id, owner_id, name)
        select md5('c' || n)::uuid, md5('u' || n)::uuid, 'name' from generate_series(1, 20000) n;
      insert into campaign_sessions (session_id, campaign_id, name, host_id, max_members, member_count,
          idempotency_key, request_hash)
        select 's' || n, md5('c' || n % 2000 + 1)::uuid, 'name', md5('u' || n % 2000 + 1)::uuid, 1000, 50,
          n::text, ''
        from generate_series(1, 20000) n;
      insert into campaign_session_members (session_id, user_id, role, status, joined_at)
        select 's' || n % 1000 + 1, md5('u' || n / 1000 * 397 % 20000 + 1)::uuid, 'member', 'active', now()
        from generate_series(0, 49999) n;
      insert into campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use, expires_at,
          uses, request_hash, idempotency_key)
        select md5('i' || n)::uuid, 's' || n % 1000 % (n % 3 * 499 + 1) + 1, md5('u' || n % 100 + 1)::uuid,
          sha256(n::text::bytea), true, now() + interval '1 day', 1, '', n::text
        from generate_series(1, 50000) n;
      insert into campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
        select md5('i' || n % 500 + 1)::uuid, md5('u' || n / 500 + 1)::uuid, n / 500 + 1, now()
        from generate_series(0, 49999) n;
      insert into auth.access_control (user_id, resource_type, resource_id, permission)
        select md5('u' || n + 1)::uuid, 'session', 's' || n % 1000, 'invite' from generate_series(0, 19999) n;
      insert into auth.access_control (user_id, resource_type, resource_id, permission, granted_by, idempotency_key,
          request_hash)
        select md5('u' || n + 1)::uuid, 'campaign', md5('c' || n % 2000 + 1)::uuid::text, 'manage',
          md5('u' || n % 100 + 1)::uuid, n::text, ''
        from generate_series(0, 19999) n;
      update auth.users set is_admin = true where subject in ('u1', 'u2', 'u3');
      update auth.users set is_active = false where subject in ('u4', 'u5', 'u6');
      insert into game.campaign_participants (campaign_id, user_id)
        select md5('c' || n % 2000 + 1)::uuid, md5('u' || n + 1)::uuid from generate_series(0, 19999) n;
      insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, detail, created_at)
        select md5('e' || n)::uuid, 'forbidden', md5('u' || n % 500 + 1)::uuid, 'session', 's' || n,
          case when n % 3 = 0 then jsonb_build_object('user_id', md5('u' || n % 700 + 1)::uuid) else '{}' end,
          now() - n * interval '1 second'
        from generate_series(0, 49999) n;
            """;
}
