package gaia.invite;

import static gaia.invite.Refusals.assertInvalid;
import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void withoutWishes_isGoodForOnePersonAndAWeek() {
    Game game = Game.of(INVITE, 4);
    Answer issued = game.issue("hanna");
    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.header("Cache-Control")).hasValue("no-store");
    assertThat(issued.text("session_id")).isEqualTo(game.id());
    assertThat(issued.text("created_by")).isEqualTo(game.userId("hanna").toString());
    assertThat(issued.at("multi_use").getBooleanValue()).isFalse();
    assertThat(issued.number("max_uses")).isEqualTo(1);
    assertThat(issued.number("uses")).isZero();
    assertThat(issued.text("status")).isEqualTo("active");
    assertThat(lasts(issued)).isEqualTo(Duration.ofDays(7));
    assertThat(issued.isNull("note")).isTrue();
    assertThat(issued.isNull("revoked_at")).isTrue();
  }

  @Test
  void tokenIsTheLinksFragment() {
    Answer issued = Game.of(INVITE, 4).invite();
    assertThat(issued.text("token")).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(issued.text("link")).isEqualTo("https://play.example/join#" + issued.text("token"));
  }

  @Test
  void idSortsByTime() {
    Game game = Game.of(INVITE, 4);
    String first = game.invite().text("invite_id");
    String second = game.invite().text("invite_id");
    assertThat(first.charAt(14)).isEqualTo('7');
    assertThat(first).isLessThan(second);
  }

  @Test
  void multiUseWithoutALimit_lastsUntilTheSessionIsFull() {
    Game game = Game.of(INVITE, 3);
    Answer invite = game.invite("\"multi_use\": true");
    assertThat(invite.isNull("max_uses")).isTrue();
    assertThat(game.redeem("alice", invite).status()).isEqualTo(200);
    assertThat(game.redeem("bob", invite).status()).isEqualTo(200);
    assertRefused(game.redeem("carl", invite), 409, "session-full");
    game.set("max_members = 4");
    assertThat(game.redeem("carl", invite).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"multi_use\": true, \"max_uses\": 1",
        "\"multi_use\": true, \"max_uses\": 10000",
        "\"max_uses\": 1",
        "\"max_uses\": null, \"multi_use\": null, \"note\": null, \"expires_in_seconds\": null",
        "\"expires_in_seconds\": 60",
        "\"expires_in_seconds\": 2592000"
      })
  void boundsThemselvesAreGood(String fields) {
    assertThat(Game.of(INVITE, 4).issue("hanna", fields).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10001, Integer.MAX_VALUE})
  void usesBeyondTheBounds_areRefused(int uses) {
    Game game = Game.of(INVITE, 4);
    assertInvalid(game.issue("hanna", "\"multi_use\": true", "\"max_uses\": " + uses), "max_uses");
  }

  @ParameterizedTest
  @ValueSource(ints = {-60, 0, 59, 2592001})
  void lifeBeyondTheBounds_isRefused(int seconds) {
    assertInvalid(
        Game.of(INVITE, 4).issue("hanna", "\"expires_in_seconds\": " + seconds),
        "expires_in_seconds");
  }

  @Test
  void singleUseForFive_contradictsItself() {
    Game game = Game.of(INVITE, 4);
    assertInvalid(game.issue("hanna", "\"max_uses\": 5"), "max_uses");
    assertInvalid(game.issue("hanna", "\"max_uses\": 5, \"multi_use\": false"), "max_uses");
  }

  @Test
  void noteIsALineOfTwoHundredCharactersHoweverTheyAreEncoded() {
    Game game = Game.of(INVITE, 4);
    String longest = "🎲".repeat(200);
    assertThat(game.invite("\"note\": \"" + longest + "\"").text("note")).isEqualTo(longest);
    for (String bad : new String[] {longest + "!", "", "  ", "two\\nlines", "bell\\u0007"}) {
      assertInvalid(game.issue("hanna", "\"note\": \"" + bad + "\""), "note");
    }
  }

  private static Duration lasts(Answer invite) {
    return Duration.between(
        Instant.parse(invite.text("created_at")), Instant.parse(invite.text("expires_at")));
  }
}
