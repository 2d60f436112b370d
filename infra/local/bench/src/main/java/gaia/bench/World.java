package gaia.bench;

import gaia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Sessions and invites in numbers, written as the owner, since making them is not what is measured.
 */
record World(TestDatabase database) {
  void invites(long first, int count, String maxUses, int uses) throws SQLException {
    execute(invitesSql(first, count, maxUses, uses));
  }

  /** Sessions without a limit that counts here, each with one invite whose token is its number. */
  static String invitesSql(long first, int count, String maxUses, int uses) {
    return """
        insert into public.campaign_sessions (session_id, name, host_id, max_members, member_count, request_hash)
        select 'bench-' || n, 'bench', '00000000-0000-4000-8000-000000000000', 1000000, 1, ''
        from generate_series(%1$d, %1$d + %2$d - 1) n;
        insert into public.campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use,
          max_uses, uses, expires_at, request_hash)
        select gen_random_uuid(), 'bench-' || n, '00000000-0000-4000-8000-000000000000', %3$s, true,
          %4$s, %5$d, now() + interval '1 day', ''
        from generate_series(%1$d, %1$d + %2$d - 1) n;
        """
        .formatted(first, count, Token.hashSql("n"), maxUses, uses);
  }

  void prepare() throws SQLException {
    // One hot session has room for everybody, which the product's limit of 1000 does not allow.
    execute(
        """
        alter table public.campaign_sessions drop constraint campaign_sessions_max_members_range;
        insert into auth.users (user_id, issuer, subject)
        values ('00000000-0000-4000-8000-000000000000', 'bench', 'host');
        """);
  }

  /** A plan cached while a table was empty would be a plan for an empty table. */
  void analyze() throws SQLException {
    execute(
        """
        analyze auth.users, public.campaign_sessions, public.campaign_session_members,
          public.campaign_session_invites, public.campaign_session_invite_uses
        """);
  }

  /** The postmaster. */
  ProcessHandle server() throws SQLException {
    try (Connection owner = database.connect("migrate");
        java.sql.Statement statement = owner.createStatement();
        java.sql.ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
      pid.next();
      return ProcessHandle.of(pid.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection owner = database.connect("migrate");
        java.sql.Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
