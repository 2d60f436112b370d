package gaia.invite;

import static gaia.invite.Refusals.assertInvalid;
import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void hostSeesAll_memberTheirOwn() {
    Game game = Game.of(INVITE, 4).with("alice", "bob");
    game.set("may_invite = 'members'");
    String first = game.invite().text("invite_id");
    String second = game.issue("alice").text("invite_id");
    String third = game.issue("bob").text("invite_id");
    assertThat(ids(list("hanna", game, ""))).containsExactly(third, second, first);
    assertThat(ids(list("alice", game, ""))).containsExactly(second);
  }

  @Test
  void onlyOfTheSessionAskedFor() {
    Game game = Game.of(INVITE, 4);
    Game other = Game.of(INVITE, 4);
    other.invite();
    assertThat(ids(list("hanna", game, ""))).isEmpty();
    assertThat(ids(list("hanna", other, ""))).hasSize(1);
  }

  @Test
  void holderOfARight_seesTheirOwn_untilItEnds() {
    Game game = Game.of(INVITE, 4);
    game.permit("ines", "invite", Duration.ofDays(1));
    game.invite();
    String own = game.issue("ines").text("invite_id");
    assertThat(ids(list("ines", game, ""))).containsExactly(own);
    TestClock.ahead(Duration.ofDays(2));
    assertRefused(list("ines", game, ""), 404, "not-found");
  }

  @Test
  void strangerOrFormerMember_seesNoSession() {
    Game game = Game.of(INVITE, 4).with("alice", "bob");
    game.set("may_invite = 'members'");
    game.issue("alice");
    game.left("alice");
    game.removed("bob");
    for (String name : new String[] {"zoe", "alice", "bob"}) {
      assertRefused(list(name, game, ""), 404, "not-found");
    }
    assertRefused(list("zoe", new Game(INVITE, "never-was"), ""), 404, "not-found");
    assertRefused(INVITE.http().get("/v1/invite?session_id=" + game.id()), 401, "unauthenticated");
  }

  @Test
  void statusIsTheFirstThatHolds() {
    Game game = Game.of(INVITE, 9);
    Answer active = game.invite("\"multi_use\": true");
    Answer spent = game.invite();
    game.redeem("bob", spent);
    Answer brief = game.invite("\"expires_in_seconds\": 60");
    game.redeem("carl", brief);
    Answer revoked = game.invite("\"expires_in_seconds\": 60");
    INVITE.as("hanna").post("/v1/invite/" + revoked.text("invite_id") + "/revoke");
    TestClock.ahead(Duration.ofMinutes(2));
    assertOnly(game, "active", active);
    assertOnly(game, "used_up", spent);
    assertOnly(game, "expired", brief);
    assertOnly(game, "revoked", revoked);
    assertThat(ids(list("hanna", game, ""))).hasSize(4);
  }

  private static void assertOnly(Game game, String status, Answer invite) {
    Answer page = list("hanna", game, "&status=" + status);
    assertThat(ids(page)).containsExactly(invite.text("invite_id"));
    assertThat(page.text("items/0/status")).isEqualTo(status);
  }

  @Test
  void pagesGoOnWhereTheLastEnded_whateverIsIssuedMeanwhile() {
    Game game = Game.of(INVITE, 4);
    List<String> issued = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      issued.addFirst(game.invite().text("invite_id"));
    }
    Answer first = list("hanna", game, "&limit=2");
    game.invite();
    Answer second = list("hanna", game, "&limit=2&cursor=" + first.text("next_cursor"));
    Answer third = list("hanna", game, "&limit=2&cursor=" + second.text("next_cursor"));
    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    seen.addAll(ids(third));
    assertThat(seen).isEqualTo(issued);
    assertThat(third.isNull("next_cursor")).isTrue();
  }

  @Test
  void pageIs25UnlessItSaysOtherwise() {
    Game game = Game.of(INVITE, 4);
    for (int i = 0; i < 26; i++) {
      game.invite();
    }
    assertThat(ids(list("hanna", game, ""))).hasSize(25);
    Answer all = list("hanna", game, "&limit=26");
    assertThat(ids(all)).hasSize(26);
    assertThat(all.isNull("next_cursor")).isTrue();
  }

  @Test
  void cursorOfOtherFilters_isRefused() {
    Game game = Game.of(INVITE, 4);
    game.invite();
    game.invite();
    String cursor = list("hanna", game, "&limit=1").text("next_cursor");
    assertInvalid(list("hanna", game, "&status=active&cursor=" + cursor), "cursor");
    assertInvalid(list("hanna", Game.of(INVITE, 4), "&cursor=" + cursor), "cursor");
    assertInvalid(list("hanna", game, "&cursor=x" + cursor), "cursor");
  }

  @Test
  void tokenIsShownOnce_neverInAList() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite("\"note\": \"for Bob\"");
    Answer page = list("hanna", game, "");
    assertThat(page.text("items/0/note")).isEqualTo("for Bob");
    assertThat(page.body())
        .doesNotContain(invite.text("token"))
        .doesNotContain("token")
        .doesNotContain("link");
  }

  private static Answer list(String name, Game game, String more) {
    return INVITE.as(name).get("/v1/invite?session_id=" + game.id() + more);
  }

  private static List<String> ids(Answer page) {
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < page.size("items"); i++) {
      ids.add(page.text("items/" + i + "/invite_id"));
    }
    return ids;
  }
}
