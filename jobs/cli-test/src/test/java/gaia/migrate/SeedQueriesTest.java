package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The sample queries of the documents that were handed over, as printed there. */
class SeedQueriesTest {
  private static final String PERSON =
      """
      insert into auth.users (user_id, issuer, subject, username, email)
      values ('00000000-0000-0000-0000-000000000001', 'i', 's', 'ada', 'user@example.com');
      insert into game.campaigns (campaign_id, owner_id, name)
      values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'Friday');
      insert into audit.security_events (event_id, event_type)
      values ('00000000-0000-0000-0000-000000000003', 'refused');
      """;

  @Test
  void samples_runAsPrinted() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(PERSON);
    assertThat(database.read("SELECT * FROM auth.users;")).hasSize(1);
    assertThat(
            database.read(
                """
                SELECT c.*, u.username as owner\s
                FROM game.campaigns c
                JOIN auth.users u ON c.owner_id = u.user_id
                WHERE c.is_active = true;
                """))
        .hasSize(1);
    assertThat(
            database.read(
                """
                SELECT * FROM audit.security_events\s
                ORDER BY created_at DESC\s
                LIMIT 10;
                """))
        .hasSize(1);
    database.run(
        """
        UPDATE auth.users\s
        SET is_admin = true\s
        WHERE email = 'user@example.com';
        """);
    assertThat(database.read("select username from auth.users where is_admin"))
        .containsExactly("ada");
  }

  @Test
  void statistics_runAsPrinted() throws SQLException {
    Scratch database = Scratch.migrated();
    assertThat(database.read("SELECT pg_database_size('gaia') / 1024 / 1024 as size_mb;"))
        .hasSize(1);
    assertThat(
            database.read(
                """
                SELECT\s
                  schemaname,\s
                  tablename,\s
                  pg_size_pretty(pg_total_relation_size(schemaname||'.'||tablename)) AS size
                FROM pg_tables\s
                WHERE schemaname IN ('auth', 'game', 'audit')
                ORDER BY pg_total_relation_size(schemaname||'.'||tablename) DESC;
                """))
        .contains("auth", "game", "audit");
    try (Connection owner = database.owner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          SELECT\s
            datname,\s
            usename,\s
            application_name,
            client_addr,\s
            state,
            state_change
          FROM pg_stat_activity
          WHERE datname = 'gaia';
          """);
    }
  }

  @Test
  void verification_listsTheTenTablesAndNoSessionsOfSignIn() throws SQLException {
    assertThat(
            Scratch.migrated()
                .read(
                    """
                    SELECT schemaname || '.' || tablename FROM (
                    SELECT schemaname, tablename FROM pg_tables
                       WHERE schemaname IN ('audit', 'auth', 'game', 'public')
                       ORDER BY schemaname, tablename) as printed;
                    """))
        .contains(
            "audit.security_events",
            "auth.access_control",
            "auth.oauth_accounts",
            "auth.users",
            "game.campaign_participants",
            "game.campaigns",
            "game.chat_history",
            "public.campaign_session_invites",
            "public.campaign_session_members",
            "public.campaign_sessions")
        .doesNotContain("auth.sessions");
  }

  @Test
  void monitoring_runsAsPrinted() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(
        PERSON
            + """
            insert into chat.sessions (session_id, user_id)
            values ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001');
            insert into usage.usage_quotas (user_id) values ('00000000-0000-0000-0000-000000000001');
            """);
    assertThat(database.read("SELECT * FROM active_user_sessions;")).hasSize(1);
    assertThat(database.read("SELECT * FROM user_quota_status;")).hasSize(1);
  }

  @Test
  void readersOfUsers_runAsPrinted() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(PERSON);
    try (Connection owner = database.owner();
        Statement statement = owner.createStatement()) {
      statement.execute("prepare by_email as SELECT * FROM auth.users WHERE email = $1");
      assertThat(Scratch.read(owner, "execute by_email('user@example.com')")).hasSize(1);
    }
    assertThat(database.read("SELECT COUNT(*) FROM auth.users")).containsExactly("1");
    assertThat(database.read("SELECT count(*) FROM pg_stat_activity;")).hasSize(1);
    assertThat(database.read("SELECT 1")).containsExactly("1");
  }

  @Test
  void seatsAndRooms_haveTheColumnsThatWereMissing() throws SQLException {
    Scratch database = Scratch.migrated();
    Catalog before = Catalog.of(database);
    database.run(
        """
        set search_path = game;
        ALTER TABLE rooms ADD COLUMN IF NOT EXISTS current_game_id VARCHAR;
        """);
    assertThat(Catalog.of(database)).isEqualTo(before);
    assertThat(
            database.read(
                """
                select column_name from information_schema.columns
                where table_schema = 'game' and table_name = 'room_seats'
                """))
        .contains("last_heartbeat_at", "away_since", "seat_token");
  }
}
