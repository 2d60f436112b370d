package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** What goes along with what, and what never does. */
class CascadesTest {
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
  void onlyRowsThatMeanNothingAlone_goWithTheirParent() throws SQLException {
    assertThat(
            trial.rows(
                """
                select format('%s takes %s', confrelid::regclass, conrelid::regclass)
                from pg_constraint
                where contype = 'f' and confdeltype = 'c' and conparentid = 0
                """))
        .containsExactlyInAnyOrder(
            "campaign_sessions takes campaign_session_members",
            "campaign_sessions takes campaign_session_invites",
            "campaign_session_invites takes campaign_session_invite_uses",
            "game.campaigns takes game.campaign_participants",
            "game.rooms takes game.room_seats",
            "chat.sessions takes chat.messages",
            "board.boardrooms takes board.participants",
            "board.boardrooms takes board.sessions",
            "board.sessions takes board.threads");
  }

  @Test
  void everyOtherReference_refusesTheDelete() throws SQLException {
    assertThat(
            trial.rows(
                """
                select format('%s keeps %s', conrelid::regclass, confrelid::regclass)
                from pg_constraint
                where contype = 'f' and confdeltype <> 'c' and conparentid = 0
                  and confrelid <> 'auth.users'::regclass
                """))
        .containsExactlyInAnyOrder(
            "campaign_sessions keeps game.campaigns",
            "game.chat_history keeps game.campaigns",
            "chat.messages keeps chat.messages");
    assertThat(
            trial.rows(
                "select conname from pg_constraint where contype = 'f' and confdeltype not in ('a', 'c')"))
        .isEmpty();
  }

  @Test
  void noChangedKey_runsOn() throws SQLException {
    assertThat(
            trial.rows(
                "select conname from pg_constraint where contype = 'f' and confupdtype <> 'a'"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from auth.users where user_id = :ada",
        "delete from auth.users where user_id = :bob",
        "delete from game.campaigns",
        "delete from chat.messages where message_id = :asked"
      })
  void whatOthersMadeOrPaid_keepsItsRow(String delete) throws SQLException {
    trial.run(
        """
        insert into chat.messages (message_id, session_id, parent_id, role, content)
        values (:reply, :talk, :asked, 'assistant', 'x')
        """);
    assertThatThrownBy(() -> trial.run(delete))
        .isInstanceOfSatisfying(
            PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
  }

  @Test
  void session_takesItsMembersInvitesAndUses() throws SQLException {
    trial.run("delete from campaign_sessions");
    assertThat(count("campaign_session_members")).isEqualTo("0");
    assertThat(count("campaign_session_invites")).isEqualTo("0");
    assertThat(count("campaign_session_invite_uses")).isEqualTo("0");
  }

  @Test
  void invite_takesNoMember() throws SQLException {
    trial.run("update campaign_session_members set invite_id = :invite, use_number = 1");
    trial.run("delete from campaign_session_invites");
    assertThat(trial.read("select invite_id || ' ' || use_number from campaign_session_members"))
        .isEqualTo(Words.id("invite") + " 1");
  }

  @Test
  void boardroom_takesItsSessionsAndThreadsAndNoPerson() throws SQLException {
    trial.become("gaia_board");
    trial.run("delete from board.boardrooms");
    trial.becomeOwner();
    assertThat(count("board.sessions")).isEqualTo("0");
    assertThat(count("board.threads")).isEqualTo("0");
    assertThat(count("board.participants")).isEqualTo("0");
    assertThat(count("auth.users")).isEqualTo("2");
  }

  @Test
  void conversation_takesItsMessagesAndNoBill() throws SQLException {
    trial.run("update usage.avatar_usage_records set session_id = :talk");
    trial.run(
        "insert into audit.user_activities (user_id, activity_type, session_id) values (:ada, 'x', :talk)");
    trial.run("delete from chat.sessions where session_id = :talk");
    assertThat(trial.read("select session_id from usage.avatar_usage_records"))
        .isEqualTo(Words.id("talk").toString());
    assertThat(count("audit.user_activities")).isEqualTo("2");
    assertThat(count("chat.messages")).isEqualTo("1");
  }

  @Test
  void vaultToken_leavesTheLogOfItsRefreshes() throws SQLException {
    trial.run("delete from auth.service_tokens");
    assertThat(count("auth.token_refresh_logs")).isEqualTo("1");
  }

  @Test
  void auditTrail_refersToNothing() throws SQLException {
    assertThat(
            trial.rows(
                """
                select conname from pg_constraint
                where contype = 'f' and conrelid::regclass::text like 'audit.%'
                """))
        .isEmpty();
  }

  private String count(String table) throws SQLException {
    return trial.read("select count(*) from " + table);
  }
}
