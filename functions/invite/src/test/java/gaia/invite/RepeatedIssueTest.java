package gaia.invite;

import static gaia.invite.Refusals.assertInvalid;
import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Patience;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedIssueTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void sameKeyAndContent_isAnsweredWithTheFirstInvite() {
    Game game = Game.of(INVITE, 4);
    Answer first = issue("hanna", "first", game.wish());
    Answer again = issue("hanna", "first", game.wish());
    assertThat(again).usingRecursiveComparison().ignoringFields("headers").isEqualTo(first);
    assertThat(again.text("token")).isEqualTo(first.text("token"));
    assertThat(invites(game)).isEqualTo(1);
  }

  @Test
  void sayingADefaultAloud_isTheSameContent() {
    Game game = Game.of(INVITE, 4);
    Answer first = issue("hanna", "aloud", game.wish());
    Answer again =
        issue(
            "hanna",
            "aloud",
            " { \"note\":null, \"max_uses\": 1 ,\"expires_in_seconds\":604800,\"session_id\":\"%s\"}"
                .formatted(game.id()));
    assertThat(again.text("invite_id")).isEqualTo(first.text("invite_id"));
  }

  @Test
  void sameKeyForAnotherContent_isRefused() {
    Game game = Game.of(INVITE, 4);
    issue("hanna", "other", game.wish());
    Answer other = issue("hanna", "other", game.wish("\"note\": \"for Bob\""));
    assertRefused(other, 422, "idempotency-key-reused");
    assertThat(other.text("next_step")).isEqualTo("use_new_key");
    assertThat(invites(game)).isEqualTo(1);
  }

  @Test
  void keysOfTwoPeople_haveNothingToDoWithEachOther() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.set("may_invite = 'members'");
    Answer hers = issue("alice", "same", game.wish());
    Answer host = issue("hanna", "same", game.wish());
    assertThat(host.status()).isEqualTo(201);
    assertThat(host.text("token")).isNotEqualTo(hers.text("token"));
  }

  @Test
  void repeatIsAnswered_evenWhenTheSessionHasEndedMeanwhile() {
    Game game = Game.of(INVITE, 4);
    Answer first = issue("hanna", "late", game.wish());
    game.end();
    assertThat(issue("hanna", "late", game.wish()).text("token")).isEqualTo(first.text("token"));
  }

  /** It waited for the first one, which was let in before something came in the way of both. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update campaign_sessions set status = 'ended', ended_at = now() where session_id = ?",
        "update campaign_sessions set may_invite = 'host' where session_id = ?",
        "update campaign_session_members set status = 'left' where session_id = ? and role = 'member'"
      })
  void repeatWhileTheFirstIsOnItsWay_isAnsweredWithIt_whateverHappenedMeanwhile(String change)
      throws SQLException {
    Game game = Game.of(INVITE, 4).with("alice");
    game.set("may_invite = 'members'");
    Answer first = issue("alice", "before-" + game.id(), game.wish());
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      run(
          other,
          "update campaign_session_invites set idempotency_key = 'now-' || session_id where session_id = ?",
          game);
      CompletableFuture<Answer> again =
          Together.later(() -> issue("alice", "now-" + game.id(), game.wish()));
      while (INVITE.number("select count(*) from pg_locks where not granted") == 0) {
        assertThat(again).isNotDone();
        LockSupport.parkNanos(5_000_000);
      }
      run(other, change, game);
      other.commit();
      assertThat(again.join().text("token")).as(again.join().body()).isEqualTo(first.text("token"));
    }
    assertThat(invites(game)).isEqualTo(1);
  }

  private static void run(Connection other, String change, Game game) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement(change)) {
      statement.setString(1, game.id());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void repeatsAtOnce_makeOneInvite() {
    Game game = Game.of(INVITE, 4);
    Set<String> tokens =
        Together.start(32, i -> Patience.with(() -> issue("hanna", "at-once", game.wish())))
            .stream()
            .map(answer -> answer.text("token"))
            .collect(Collectors.toSet());
    assertThat(tokens).hasSize(1);
    assertThat(invites(game)).isEqualTo(1);
  }

  @Test
  void keyIsUpTo255VisibleCharacters() {
    Game game = Game.of(INVITE, 4);
    assertThat(issue("hanna", "k".repeat(255), game.wish()).status()).isEqualTo(201);
    assertInvalid(issue("hanna", "k".repeat(256), game.wish()), "Idempotency-Key");
    assertInvalid(issue("hanna", "two words", game.wish()), "Idempotency-Key");
  }

  private static Answer issue(String name, String key, String wish) {
    return INVITE.as(name).with("Idempotency-Key", key).post("/v1/invite", wish);
  }

  private static long invites(Game game) {
    return INVITE.number(
        "select count(*) from campaign_session_invites where session_id = ?", game.id());
  }
}
