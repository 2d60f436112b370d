package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Minutes are leased and settled; a quota follows and is never overspent. */
class UsageTest {
  private static final String QUOTA =
      """
      select concat_ws(' ', used_seconds, leased_seconds, remaining_seconds, session_count)
      from usage.usage_quotas where user_id = :bob
      """;
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
  void lease_isTakenFromTheQuotaAndSettledByWhatWasUsed() throws SQLException {
    trial.become("gaia_usage");
    trial.run(lease("one", 60));
    assertThat(trial.read(QUOTA)).isEqualTo("0 60 1140 1");
    trial.run("update usage.avatar_usage_records set leased_seconds = 90 where record_id = :one");
    assertThat(trial.read(QUOTA)).isEqualTo("0 90 1110 1");
    trial.run(
        """
        update usage.avatar_usage_records
        set status = 'completed', ended_at = now(), used_seconds = 70, words_spoken = 40, message_count = 3,
            estimated_cost = 0.25
        where record_id = :one
        """);
    assertThat(trial.read(QUOTA)).isEqualTo("70 0 1130 1");
    assertThat(
            trial.read(
                """
                select concat_ws(' ', month = date_trunc('month', now() at time zone 'UTC'), session_count,
                  used_seconds, words_spoken, message_count, estimated_cost)
                from usage.usage_summaries where user_id = :bob
                """))
        .isEqualTo("t 1 70 40 3 0.2500");
  }

  @Test
  void correction_movesQuotaAndSummaryByTheDifference() throws SQLException {
    trial.run(lease("one", 60));
    trial.run(settle("one", 50));
    trial.run("update usage.avatar_usage_records set used_seconds = 20 where record_id = :one");
    assertThat(trial.read(QUOTA)).isEqualTo("20 0 1180 1");
    assertThat(
            trial.read(
                "select session_count || ' ' || used_seconds from usage.usage_summaries where user_id = :bob"))
        .isEqualTo("1 20");
  }

  @Test
  void moreThanTheQuota_isRefused() throws SQLException {
    trial.run(lease("one", 1200));
    assertThatThrownBy(() -> trial.run(lease("two", 1)))
        .hasMessageContaining("usage_quotas_within_limit");
  }

  @Test
  void silentSession_getsItsUnusedTimeBack() throws SQLException {
    trial.run(lease("one", 600));
    trial.run(
        """
        update usage.avatar_usage_records
        set used_seconds = 45, started_at = now() - interval '1 hour', leased_until = now() - interval '1 minute'
        where record_id = :one
        """);
    assertThat(trial.read("select ops.settle_expired_leases()")).isEqualTo("1");
    assertThat(trial.read("select ops.settle_expired_leases()")).isEqualTo("0");
    trial.becomeOwner();
    assertThat(trial.read(QUOTA)).isEqualTo("45 0 1155 1");
  }

  @Test
  void retention_lowersNeitherQuotaNorSummary() throws SQLException {
    trial.run(lease("one", 60));
    trial.run(settle("one", 50));
    trial.run(
        """
        update usage.avatar_usage_records set started_at = now() - interval '13 months',
          ended_at = now() - interval '13 months' + interval '1 minute' where record_id = :one
        """);
    String summaries = "select sum(used_seconds) from usage.usage_summaries where user_id = :bob";
    String before = trial.read(summaries);
    assertThat(trial.read("select ops.cleanup_old_usage_records()")).isEqualTo("1");
    trial.becomeOwner();
    assertThat(trial.read(QUOTA)).isEqualTo("50 0 1150 1");
    assertThat(trial.read(summaries)).isEqualTo(before);
  }

  @Test
  void twoTabsAtOnce_cannotOverspend() throws SQLException {
    Scratch database = Trial.database();
    try (Connection first = database.owner();
        Connection second = database.owner()) {
      first.setAutoCommit(false);
      run(first, lease("one", 700));
      CompletableFuture<Void> late = Background.start(() -> run(second, lease("two", 700)));
      Background.awaitOneThatWaits(database);
      first.commit();
      assertThatThrownBy(late::join).hasMessageContaining("usage_quotas_within_limit");
    }
    assertThat(database.read(Words.filled(QUOTA))).containsExactly("0 700 500 1");
  }

  @Test
  void quota_isNotTheFunctionsToWrite() throws SQLException {
    trial.become("gaia_usage");
    assertThatThrownBy(() -> trial.run("update usage.usage_quotas set limit_seconds = 9999"))
        .hasMessageContaining("permission denied");
  }

  private static String lease(String record, int seconds) {
    return """
    insert into usage.avatar_usage_records (record_id, user_id, avatar_name, leased_seconds, leased_until)
    values (:%s, :bob, 'Eva', %d, now() + interval '5 minutes')
    """
        .formatted(record, seconds);
  }

  private static String settle(String record, int seconds) {
    return """
    update usage.avatar_usage_records set status = 'completed', ended_at = now(), used_seconds = %d
    where record_id = :%s
    """
        .formatted(seconds, record);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(Words.filled(sql));
    }
  }
}
