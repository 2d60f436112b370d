package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatPartitionsTest {
  private static final String WHERE =
      "select tableoid::regclass::text from game.chat_history where message_id = :new";
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
  void thisMonthAndThreeMore_areMadeAhead() throws SQLException {
    for (int ahead = 0; ahead <= 3; ahead++) {
      trial.run(
          """
          insert into game.chat_history (message_id, campaign_id, user_id, content, created_at)
          values (gen_random_uuid(), :campaign, :ada, 'x',
            date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '%d months')
          """
              .formatted(ahead));
    }
    assertThat(trial.read("select count(*) from only game.chat_history_default")).isEqualTo("0");
  }

  @Test
  void monthWithoutPartition_losesNothing() throws SQLException {
    say("2031-02-14");
    assertThat(trial.read(WHERE)).isEqualTo("game.chat_history_default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/Los_Angeles"})
  void cleanup_makesMonthsOfUtcAndMovesWhatWasWritten(String zone) throws SQLException {
    say("2031-02-28 23:59:59.999999+00");
    trial.run("set local time zone '%s'".formatted(zone));
    assertThat(trial.read("select ops.make_chat_partitions('2031-02-01 00:00+00', 1)"))
        .isEqualTo("chat_history_2031_02, chat_history_2031_03");
    assertThat(trial.read("select ops.make_chat_partitions('2031-02-10 00:00+00', 1)")).isEmpty();
    trial.becomeOwner();
    assertThat(trial.read(WHERE)).isEqualTo("game.chat_history_2031_02");
    assertThat(trial.read("select content from game.chat_history where message_id = :new"))
        .isEqualTo("the dragon sleeps");
  }

  @Test
  void noMoreThanTwoYears_areMadeAhead() {
    assertThatThrownBy(() -> trial.run("select ops.make_chat_partitions(now(), 25)"))
        .hasMessageContaining("partitions 25 months ahead are not made");
  }

  @Test
  void withoutTheOperatorsWord_nothingIsDropped() throws SQLException {
    trial.run("delete from ops.retention");
    trial.run("select ops.make_chat_partitions('2020-01-01 00:00+00', 2)");
    assertThat(trial.read("select partition from ops.drop_chat_partitions(now())")).isEmpty();
  }

  @Test
  void onlyWholeMonthsOutsideOfWhatIsKept_areDropped() throws SQLException {
    trial.run("select ops.make_chat_partitions('2020-01-01 00:00+00', 2)");
    say("2020-01-20");
    trial.run("update ops.retention set keep = '12 months'");
    assertThat(
            trial.read(
                "select partition || ' ' || messages from ops.old_chat_partitions('2021-03-01 00:00+00')"))
        .isEqualTo("chat_history_2020_01 1, chat_history_2020_02 0");
    assertThat(
            trial.read(
                "select partition || ' ' || messages from ops.drop_chat_partitions('2021-02-28 00:00+00')"))
        .isEqualTo("chat_history_2020_01 1");
    trial.becomeOwner();
    assertThat(trial.read(WHERE)).isEmpty();
    assertThat(trial.read("select to_regclass('game.chat_history_2020_02') is not null"))
        .isEqualTo("t");
  }

  /** Counting it might take longer than a statement may, and it would stay for ever. */
  @Test
  void hugeMonth_isToldByTheServersEstimate() throws SQLException {
    trial.run("select ops.make_chat_partitions('2020-01-01 00:00+00', 0)");
    trial.run("update ops.retention set keep = '12 months'");
    trial.run(
        """
        insert into game.chat_history (message_id, campaign_id, user_id, content, created_at)
        select gen_random_uuid(), :campaign, :ada, repeat('x', 1800), '2020-01-20' from generate_series(1, 36000)
        """);
    trial.becomeOwner();
    trial.run("analyze game.chat_history_2020_01");
    trial.run("delete from game.chat_history_2020_01 where ctid < '(1,0)'");
    assertThat(
            trial.read(
                "select partition || ' ' || messages from ops.drop_chat_partitions('2021-03-01 00:00+00')"))
        .isEqualTo("chat_history_2020_01 36000");
  }

  @Test
  void callersOwnIdeaOfNow_dropsNothingEarly() throws SQLException {
    trial.run("update ops.retention set keep = '1 month'");
    assertThat(trial.read("select partition from ops.drop_chat_partitions('2099-01-01')"))
        .isEmpty();
  }

  @Test
  void retention_isNotCleanupsToChange() throws SQLException {
    trial.become("gaia_cleanup");
    assertThatThrownBy(() -> trial.run("update ops.retention set keep = '1 month'"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void search_findsWordsByTheIndex() throws SQLException {
    say("2026-11-20");
    trial.run("set local enable_seqscan = off");
    String search =
        """
        select content from game.chat_history
        where to_tsvector('simple', content) @@ plainto_tsquery('simple', 'dragon')
        """;
    assertThat(trial.read(search)).isEqualTo("the dragon sleeps");
    assertThat(trial.read("explain " + search)).contains("to_tsvector_idx");
  }

  private void say(String when) throws SQLException {
    trial.run(
        """
        insert into game.chat_history (message_id, campaign_id, user_id, content, created_at)
        values (:new, :campaign, :ada, 'the dragon sleeps', '%s')
        """
            .formatted(when));
  }
}
