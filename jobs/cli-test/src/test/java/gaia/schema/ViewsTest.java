package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seed's views as the console reads them, with its own rights. */
class ViewsTest {
  private Trial trial;

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          active_user_sessions     | display_name, title, message_count, total_tokens     | Ada Plans 1 2
          session_activity_summary | status, message_count, failed_messages                | active 1 0
          user_token_summary       | email, active_service_tokens, valid_user_tokens        | ada@example.com 1 1
          active_service_tokens    | email, provider, service, expiry_status                | ada@example.com google gmail never
          user_quota_status        | display_name, used_seconds, remaining_seconds, usage_percentage, is_exhausted | Ada 30 1170 2.50 f
          """)
  void view_tellsTheConsole(String view, String columns, String expected) throws SQLException {
    trial.become("gaia_console");
    assertThat(
            trial.read(
                "select concat_ws(' ', %s) from %s where user_id = :ada".formatted(columns, view)))
        .isEqualTo(expected);
  }

  @Test
  void avatarThatSpeaks_isSeenUntilItEnds() throws SQLException {
    String view = "select display_name || ' ' || avatar_name from active_avatar_sessions";
    assertThat(trial.read(view)).isEmpty();
    trial.run("update usage.avatar_usage_records set status = 'active', ended_at = null");
    trial.become("gaia_console");
    assertThat(trial.read(view)).isEqualTo("Ada Eva");
  }

  @Test
  void deactivatedPerson_isInNoListOfActiveOnes() throws SQLException {
    String session = "select user_id from active_user_sessions where user_id = :ada";
    String token = "select user_id from user_token_summary where user_id = :ada";
    assertThat(trial.read(session)).isNotEmpty();
    assertThat(trial.read(token)).isNotEmpty();
    // Somebody has to stay an admin.
    trial.run("update auth.users set is_admin = true where user_id = :bob");
    trial.run("update auth.users set is_active = false where user_id = :ada");
    assertThat(trial.read(session)).isEmpty();
    assertThat(trial.read(token)).isEmpty();
  }

  @Test
  void view_showsNobodyMoreThanTheirOwnGrants() throws SQLException {
    trial.run("grant usage on schema public, chat to gaia_seat");
    trial.run("grant select on active_user_sessions to gaia_seat");
    trial.become("gaia_seat");
    assertThatThrownBy(() -> trial.read("select * from active_user_sessions"))
        .hasMessageContaining("permission denied for table");
  }
}
