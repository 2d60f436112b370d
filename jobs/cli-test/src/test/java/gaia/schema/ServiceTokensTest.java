package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One token counts for a person and service, and the person's flags follow. */
class ServiceTokensTest {
  private static final String FLAGS =
      "select has_google_oauth || ' ' || has_microsoft_oauth from auth.users where user_id = :bob";
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
  void newerToken_revokesTheOlderOfItsService() throws SQLException {
    trial.become("gaia_token");
    trial.run(connect("first", "google", "gmail"));
    trial.run(connect("calendar", "google", "calendar"));
    trial.run(connect("second", "google", "gmail"));
    assertThat(
            trial.read(
                """
                select concat_ws(' ', service, revoked_reason) from auth.service_tokens
                where user_id = :bob order by token_id = :first desc, service desc
                """))
        .isEqualTo("gmail replaced, gmail, calendar");
  }

  @Test
  void flags_followTheTokens() throws SQLException {
    assertThat(trial.read(FLAGS)).isEqualTo("false false");
    trial.become("gaia_token");
    trial.run(connect("first", "google", "gmail"));
    trial.run(connect("mail", "microsoft", "outlook"));
    assertThat(trial.read(FLAGS)).isEqualTo("true true");
    trial.run(
        """
        update auth.service_tokens set revoked_at = now(), revoked_reason = 'by_user'
        where token_id = :mail
        """);
    assertThat(trial.read(FLAGS)).isEqualTo("true false");
    trial.becomeOwner();
    trial.run("delete from auth.service_tokens where user_id = :bob");
    assertThat(trial.read(FLAGS)).isEqualTo("false false");
  }

  @Test
  void twoAtOnce_bothSucceedAndTheLaterCounts() throws SQLException {
    Scratch database = Trial.database();
    try (Connection first = database.owner();
        Connection second = database.owner()) {
      first.setAutoCommit(false);
      run(first, connect("first", "google", "gmail"));
      CompletableFuture<Void> late =
          Background.start(() -> run(second, connect("second", "google", "gmail")));
      Background.awaitOneThatWaits(database);
      first.commit();
      late.join();
    }
    assertThat(
            database.read(
                Words.filled(
                    """
                    select token_id from auth.service_tokens
                    where user_id = :bob and revoked_at is null
                    """)))
        .containsExactly(Words.id("second").toString());
  }

  private static String connect(String token, String provider, String service) {
    return """
    insert into auth.service_tokens (token_id, user_id, provider, service, access_token_encrypted)
    values (:%s, :bob, '%s', '%s', '\\x01' || sha256('t') || '\\x00')
    """
        .formatted(token, provider, service);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(Words.filled(sql));
    }
  }
}
