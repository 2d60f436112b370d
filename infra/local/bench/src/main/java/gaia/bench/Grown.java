package gaia.bench;

import gaia.testing.Declared;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A database in which people have played for a while.
 *
 * @param sessions each with one invite, which three people used
 */
record Grown(World world, int sessions) {
  private static final List<String> TABLES =
      List.of(
          "auth.users",
          "public.campaign_sessions",
          "public.campaign_session_members",
          "public.campaign_session_invites",
          "public.campaign_session_invite_uses");

  void fill() throws SQLException {
    world.prepare();
    try (Connection owner = world.database().connect("migrate")) {
      Keys.rebuiltAfter(
          owner,
          TABLES,
          World.invitesSql(0, sessions, "null", 3)
              + """
              insert into auth.users (user_id, issuer, subject, display_name)
              select md5('u' || n)::uuid, 'bench', 'u' || n, 'Player ' || n from generate_series(1, %1$d) n;
              insert into public.campaign_session_members (session_id, user_id, role, status, joined_at,
                use_number, created_at)
              select 'bench-' || n %% %1$d, md5('u' || (n %% %1$d + n / %1$d * (%1$d / 3)) %% %1$d + 1)::uuid,
                'member', 'active', now(), n / %1$d + 1, now() - n * interval '1 second'
              from generate_series(0, 3 * %1$d - 1) n;
              insert into public.campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
              select i.invite_id, m.user_id, m.use_number, m.joined_at
              from public.campaign_session_members m
              join public.campaign_session_invites i using (session_id);
              """
                  .formatted(sessions));
    }
    world.analyze();
  }

  /** Of the statement that redeems, without its estimates. */
  String plan() throws SQLException, ClassNotFoundException {
    Declared redeem = new Declared("redeem", gaia.bench.Statement.ofRedeem().text());
    try (Connection pooled = world.database().connectPooled("invite")) {
      return redeem.keptPlan(pooled).replaceAll(" +\\(cost=[^)]*\\)", "");
    }
  }

  /** In sessions and bytes. */
  String size() throws SQLException {
    try (Connection owner = world.database().connect("migrate");
        java.sql.Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_size_pretty(pg_database_size(current_database()))")) {
      row.next();
      return "%,d sessions, %,d members, %s".formatted(sessions, 3L * sessions, row.getString(1));
    }
  }
}
