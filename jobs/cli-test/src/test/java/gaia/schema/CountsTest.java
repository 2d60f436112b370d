package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts that follow their rows, whoever writes them. */
class CountsTest {
  private static final String TALK =
      """
      select concat_ws(' ', message_count, total_tokens, estimated_cost, last_activity_at = '2030-01-01 00:00+00')
      from chat.sessions where session_id = :talk
      """;
  private static final String PARTICIPANTS = "select participant_count from board.boardrooms";
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
  void conversation_countsItsMessages() throws SQLException {
    assertThat(trial.read(TALK)).isEqualTo("1 2 0.0000 f");
    trial.become("gaia_chat");
    trial.run(
        """
        insert into chat.messages
          (message_id, session_id, parent_id, role, content, completion_tokens, estimated_cost, created_at)
        values (:answer, :talk, :asked, 'assistant', 'x', 40, 0.5, '2030-01-01 00:00+00')
        """);
    assertThat(trial.read(TALK)).isEqualTo("2 42 0.5000 t");
    trial.run("update chat.messages set completion_tokens = 10 where message_id = :answer");
    assertThat(trial.read(TALK)).isEqualTo("2 12 0.5000 t");
    trial.becomeOwner();
    trial.run("delete from chat.messages where message_id = :answer");
    assertThat(trial.read(TALK)).isEqualTo("1 2 0.0000 t");
  }

  @Test
  void conversationsCounts_areNotTheFunctionsToWrite() throws SQLException {
    trial.become("gaia_chat");
    assertThatThrownBy(() -> trial.run("update chat.sessions set total_tokens = 0"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void wrongCounts_areMendedAndRightOnesLeftAlone() throws SQLException {
    trial.run(
        "update chat.sessions set message_count = 9, total_tokens = 9 where session_id = :talk");
    assertThat(trial.read("select ops.update_session_statistics()")).isEqualTo("1");
    assertThat(trial.read("select ops.update_session_statistics()")).isEqualTo("0");
    trial.becomeOwner();
    assertThat(trial.read(TALK)).isEqualTo("1 2 0.0000 f");
  }

  @Test
  void boardroom_countsThoseWhoAreThere() throws SQLException {
    assertThat(trial.read(PARTICIPANTS)).isEqualTo("1");
    trial.become("gaia_board");
    trial.run("insert into board.participants (boardroom_id, user_id) values (:boardroom, :bob)");
    assertThat(trial.read(PARTICIPANTS)).isEqualTo("2");
    trial.run("update board.participants set left_at = joined_at where user_id = :bob");
    assertThat(trial.read(PARTICIPANTS)).isEqualTo("1");
    trial.run("update board.participants set left_at = joined_at where user_id = :bob");
    assertThat(trial.read(PARTICIPANTS)).isEqualTo("1");
    trial.run("update board.participants set left_at = null where user_id = :bob");
    assertThat(trial.read(PARTICIPANTS)).isEqualTo("2");
    trial.becomeOwner();
    trial.run("delete from board.participants where user_id = :bob");
    assertThat(trial.read(PARTICIPANTS)).isEqualTo("1");
  }

  @Test
  void fullBoardroom_refusesOneMore() throws SQLException {
    trial.run("update board.boardrooms set max_participants = 1");
    assertThatThrownBy(
            () ->
                trial.run(
                    "insert into board.participants (boardroom_id, user_id) values (:boardroom, :bob)"))
        .hasMessageContaining("boardrooms_participant_count_within_limit");
  }
}
