package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long something is kept is the operator's word, and what must stay stays whatever goes. */
class RetentionTest {
  @RegisterExtension static final FunctionUnderTest CLEANUP = FunctionUnderTest.of("cleanup");

  private final Callers callers = new Callers(CLEANUP);
  private final Given given = new Given(CLEANUP);

  @BeforeEach
  void person() {
    given.person();
  }

  @AfterEach
  void usualAgain() {
    CLEANUP.sql("delete from ops.retention");
    CLEANUP.sql("delete from campaign_sessions");
  }

  @Test
  void longerAndShorter_asTheOperatorSays() {
    given.session("s", "active", "1 day", 2);
    given.invite("s", "old", "40 days");
    keep("expired_invites", "50 days");
    assertThat(run().rows("expired_invites")).isZero();
    keep("expired_invites", "35 days");
    assertThat(run().rows("expired_invites")).isEqualTo(1);
    given.session("ended", "ended", "8 days", 1);
    keep("ended_sessions", "7 days");
    assertThat(run().rows("ended_sessions")).isEqualTo(1);
  }

  @Test
  void auditTrail_goesOnlyWhereTheOperatorSaysSo() {
    CLEANUP.sql(
        """
        insert into audit.security_events (event_id, event_type, created_at)
        values (gen_random_uuid(), 'forbidden', now() - interval '3 years'),
          (gen_random_uuid(), 'forbidden', now() - interval '1 year')
        """);
    assertThat(run().rows("security_events")).isZero();
    keep("security_events", "2 years");
    assertThat(run().rows("security_events")).isEqualTo(1);
  }

  @Test
  void chat_goesByWholeMonths_onlyWhereTheOperatorSaysSo() {
    CLEANUP.sql(
        "insert into game.campaigns (campaign_id, owner_id, name) values (md5('c')::uuid, md5('ada')::uuid, 'x')");
    CLEANUP.one("select ops.make_chat_partitions('2020-01-01 00:00+00', 0)");
    CLEANUP.sql(
        """
        insert into game.chat_history (message_id, campaign_id, user_id, content, created_at)
        select gen_random_uuid(), md5('c')::uuid, md5('ada')::uuid, 'x', '2020-01-20' from generate_series(1, 3)
        """);
    assertThat(run().rows("chat_history")).isZero();
    keep("chat_history", "12 months");
    assertThat(Told.of(callers.operator().post("/v1/cleanup?preview=true")).rows("chat_history"))
        .isEqualTo(3);
    Told told = run();
    assertThat(told.rows("chat_history")).isEqualTo(3);
    assertThat(told.olderThan("chat_history")).isNotNull();
    assertThat(CLEANUP.number("select count(*) from game.chat_history")).isZero();
  }

  @Test
  void monthsAhead_areMade() {
    CLEANUP.sql(
        """
        do $$ begin execute format('drop table game.chat_history_%s',
          to_char(date_trunc('month', now() at time zone 'UTC') + interval '3 months', 'YYYY_MM')); end $$
        """);
    assertThat(
            Told.of(callers.operator().post("/v1/cleanup?preview=true")).rows("chat_months_ahead"))
        .isEqualTo(1);
    assertThat(run().rows("chat_months_ahead")).isEqualTo(1);
    assertThat(run().rows("chat_months_ahead")).isZero();
  }

  @Test
  void member_outlivesInviteAndInviter_withAllThatItRemembers() {
    given.session("s", "active", "1 day", 2);
    given.invite("s", "old", "31 days");
    CLEANUP.sql(
        """
        insert into campaign_session_members (session_id, user_id, role, status, joined_at, invite_id, invited_by, use_number)
        values ('s', md5('bob')::uuid, 'member', 'active', now(), md5('old')::uuid, md5('ada')::uuid, 1)
        """);
    assertThat(run().rows("expired_invites")).isEqualTo(1);
    assertThat(
            CLEANUP.one(
                """
                select status || ' ' || use_number || ' ' || (invite_id = md5('old')::uuid) || ' ' || (invited_by = md5('ada')::uuid)
                from campaign_session_members
                """))
        .isEqualTo("active 1 true true");
  }

  /** Its id is anybody's to choose again, and must not bring old rights along. */
  @Test
  void permissionsOnASession_endWithIt_onRecord() {
    given.session("s", "ended", "13 months", 1);
    CLEANUP.sql(
        """
        insert into auth.access_control (user_id, resource_type, resource_id, permission) values
          (md5('bob')::uuid, 'session', 's', 'manage'), (md5('bob')::uuid, 'campaign', 's', 'manage')
        """);
    assertThat(run().rows("ended_sessions")).isEqualTo(1);
    assertThat(CLEANUP.one("select string_agg(resource_type, ' ') from auth.access_control"))
        .isEqualTo("campaign");
    assertThat(
            CLEANUP.one(
                "select resource_id || ' ' || (detail ->> 'permission') from audit.security_events where event_type = 'permission-ended'"))
        .isEqualTo("s manage");
  }

  @Test
  void callersClock_hastensNothing() {
    given.session("s", "active", "1 day", 2);
    given.invite("s", "young", "29 days");
    gaia.testing.TestClock.ahead(java.time.Duration.ofDays(20));
    assertThat(run().rows("expired_invites")).isZero();
  }

  private Told run() {
    return Told.of(callers.scheduler().post("/v1/cleanup"));
  }

  private static void keep(String subject, String interval) {
    CLEANUP.sql(
        "insert into ops.retention values (?, ?::interval) on conflict (subject) do update set keep = excluded.keep",
        subject,
        interval);
  }
}
