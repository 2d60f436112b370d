package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.FunctionUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each rule lets go and what it keeps; one run, looked at from all sides. */
class RulesTest {
  @RegisterExtension static final FunctionUnderTest CLEANUP = FunctionUnderTest.of("cleanup");

  private static final Map<String, Long> ONE_OF_EACH =
      Map.ofEntries(
          Map.entry("expired_invites", 1L),
          Map.entry("abandoned_sessions", 2L),
          Map.entry("ended_sessions", 1L),
          Map.entry("stale_seats", 1L),
          Map.entry("expired_permissions", 1L),
          Map.entry("expired_user_tokens", 1L),
          Map.entry("useless_service_tokens", 1L),
          Map.entry("old_refresh_logs", 1L),
          Map.entry("expired_app_sessions", 1L),
          Map.entry("old_tombstones", 1L),
          Map.entry("old_chat_keys", 1L),
          Map.entry("silent_leases", 1L),
          Map.entry("old_usage_records", 1L),
          Map.entry("old_job_runs", 2L),
          Map.entry("session_statistics", 1L));

  private static Told before;
  private static Told run;
  private static Told after;

  @BeforeAll
  static void runOnce() {
    Callers callers = new Callers(CLEANUP);
    new Given(CLEANUP).oneOfEach();
    before = Told.of(callers.operator().post("/v1/cleanup?preview=true"));
    assertThat(CLEANUP.number("select count(*) from campaign_session_invites")).isEqualTo(3);
    run = Told.of(callers.scheduler().post("/v1/cleanup"));
    after = Told.of(callers.operator().post("/v1/cleanup?preview=true"));
  }

  @BeforeEach
  void noneHasFailed() {
    assertThat(run).isNotNull();
  }

  @Test
  void preview_countsWhatARunLetsGo() {
    assertThat(before.found()).isEqualTo(ONE_OF_EACH);
    assertThat(run.found()).isEqualTo(ONE_OF_EACH);
    assertThat(after.found()).isEmpty();
    assertThat(before.remaining("expired_invites")).isEqualTo(1);
    assertThat(run.remaining("expired_invites")).isZero();
    assertThat(before.done() && run.done() && after.done()).isTrue();
  }

  @Test
  void receipt_saysHowOldWhatWentWas() {
    Instant cutoff = Instant.parse(run.olderThan("old_refresh_logs"));
    assertThat(Duration.between(cutoff, Instant.now()))
        .isCloseTo(Duration.ofDays(30), Duration.ofHours(1));
    assertThat(run.olderThan("security_events")).isNull();
    assertThat(run.olderThan("chat_history")).isNull();
    assertThat(run.olderThan("session_statistics")).isNull();
  }

  @Test
  void expiredInvite_goesWithItsUses_andNoMember() {
    assertThat(all("select invite_id from campaign_session_invites order by 1"))
        .isEqualTo(
            all("select md5(n)::uuid from unnest(array['expired-lately', 'open']) n order by 1"));
    assertThat(CLEANUP.number("select count(*) from campaign_session_invite_uses")).isEqualTo(2);
  }

  @Test
  void sessionsLeftAlone_end_andThoseWithGuestsOrInvitesGoOn() {
    assertThat(all("select session_id || ' ' || status from campaign_sessions order by 1"))
        .isEqualTo(
            "alone-but-inviting active, alone-lately active, ended-lately ended, left-alone ended,"
                + " left-together active, paused-alone ended");
    assertThat(
            CLEANUP.number(
                "select count(*) from campaign_sessions where ended_at > now() - interval '1 hour'"))
        .isEqualTo(2);
  }

  @Test
  void staleSeat_isFree_andAHeldOneIsNot() {
    assertThat(all("select seat_index from game.room_seats where user_id is not null"))
        .isEqualTo("2");
    assertThat(CLEANUP.number("select count(*) from game.room_seats")).isEqualTo(2);
    assertThat(CLEANUP.number("select revision from game.rooms")).isZero();
  }

  @Test
  void tokens_sessionsAndKeysThatAreOver_go() {
    assertThat(all("select permission from auth.access_control order by 1"))
        .isEqualTo("invite, manage");
    assertThat(all("select expires_at > now() from auth.user_tokens")).isEqualTo("true");
    assertThat(
            all(
                "select provider || ' ' || revoked_reason from auth.service_tokens where revoked_at is not null"))
        .isEqualTo("google expired");
    assertThat(
            all(
                "select has_google_oauth || ' ' || has_microsoft_oauth from auth.users where subject = 'ada'"))
        .isEqualTo("false true");
    assertThat(all("select sid from app_sessions")).isEqualTo("sid1");
    assertThat(all("select sid from app_session_tombstones")).isEqualTo("gone1");
    assertThat(all("select idempotency_key from game.chat_history_keys")).isEqualTo("k6");
    assertThat(CLEANUP.number("select count(*) from auth.token_refresh_logs")).isEqualTo(1);
  }

  @Test
  void silentLease_givesBackWhatItDidNotUse() {
    assertThat(
            all(
                "select status from usage.avatar_usage_records where record_id = md5('silent')::uuid"))
        .isEqualTo("timeout");
    assertThat(all("select leased_seconds from usage.usage_quotas")).isEqualTo("60");
  }

  @Test
  void oldUsageRecord_lowersNoQuotaAndNoSummary() {
    assertThat(CLEANUP.number("select count(*) from usage.avatar_usage_records")).isEqualTo(3);
    assertThat(all("select used_seconds from usage.usage_quotas")).isEqualTo("60");
    assertThat(all("select sum(used_seconds) from usage.usage_summaries")).isEqualTo("60");
  }

  @Test
  void ledger_keepsEachJobsLastSuccess() {
    assertThat(
            all(
                """
                select name || ' ' || outcome || ' ' || extract(month from age(now(), started_at)) + 12
                    * extract(year from age(now(), started_at))
                from ops.job_runs where name in ('backup', 'drill') order by started_at
                """))
        .isEqualTo("drill done 14, backup done 13, drill failed 1");
  }

  @Test
  void wrongCount_isMended() {
    assertThat(all("select distinct message_count || ' ' || total_tokens from chat.sessions"))
        .isEqualTo("1 7");
  }

  @Test
  void whatWasRefused_andWhoeverWasHere_stay() {
    assertThat(CLEANUP.number("select count(*) from audit.security_events")).isEqualTo(1);
    assertThat(CLEANUP.number("select count(*) from auth.users")).isEqualTo(2);
  }

  private static String all(String query) {
    return String.valueOf(
        CLEANUP.one("select string_agg(v::text, ', ') from (" + query + ") q (v)"));
  }
}
