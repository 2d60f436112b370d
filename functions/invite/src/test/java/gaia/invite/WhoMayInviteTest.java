package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.FunctionUnderTest;
import gaia.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WhoMayInviteTest {
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void nobodyInParticular_hasToSignIn() {
    Game game = Game.of(INVITE, 4);
    assertRefused(INVITE.http().post("/v1/invite", game.wish()), 401, "unauthenticated");
    assertRefused(
        INVITE.http().as(INVITE.issuer().forged("hanna")).post("/v1/invite", game.wish()),
        401,
        "unauthenticated");
  }

  @Test
  void memberMay_onlyWhereTheHostSaysSo() {
    Game game = Game.of(INVITE, 4).with("alice");
    assertRefused(game.issue("alice"), 403, "forbidden");
    game.set("may_invite = 'members'");
    assertThat(game.issue("alice").status()).isEqualTo(201);
  }

  @Test
  void memberWhoIsGone_mayNotAnyMore() {
    Game game = Game.of(INVITE, 4).with("alice", "bob");
    game.set("may_invite = 'members'");
    game.left("alice");
    game.removed("bob");
    assertRefused(game.issue("alice"), 404, "not-found");
    assertRefused(game.issue("bob"), 404, "not-found");
  }

  @Test
  void holderOfTheRight_mayWithoutBeingAMember() {
    Game game = Game.of(INVITE, 4);
    game.permit("ines", "invite", DAY);
    game.permit("marc", "manage", DAY);
    assertThat(game.issue("ines").status()).isEqualTo(201);
    assertThat(game.issue("marc").status()).isEqualTo(201);
  }

  @Test
  void rightToRead_isNoneToInvite() {
    Game game = Game.of(INVITE, 4);
    game.permit("rita", "read", DAY);
    assertRefused(game.issue("rita"), 403, "forbidden");
  }

  @Test
  void rightEndsWithItsTime() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.permit("alice", "invite", DAY);
    game.permit("ines", "invite", DAY);
    TestClock.ahead(DAY.minusMinutes(1));
    assertThat(game.issue("alice").status()).isEqualTo(201);
    TestClock.ahead(DAY.plusMinutes(1));
    assertRefused(game.issue("alice"), 403, "forbidden");
    assertRefused(game.issue("ines"), 404, "not-found");
  }

  /** Else whoever was removed would invite themselves again. */
  @Test
  void rightGivenBeforeTheRemoval_isNoneAfterIt() {
    Game game = Game.of(INVITE, 4).with("rob");
    game.permit("rob", "manage", DAY);
    assertThat(game.issue("rob").status()).isEqualTo(201);
    game.removed("rob");
    assertRefused(game.issue("rob"), 404, "not-found");
    assertRefused(INVITE.as("rob").get("/v1/invite?session_id=" + game.id()), 404, "not-found");
    INVITE.sql(
        "update auth.access_control set granted_at = now() where resource_id = ?", game.id());
    assertThat(game.issue("rob").status()).isEqualTo(201);
  }

  @Test
  void refusal_leavesItsEvent_aboutTheSession() {
    Game game = Game.of(INVITE, 4).with("alice");
    assertRefused(game.issue("alice"), 403, "forbidden");
    assertThat(
            INVITE.number(
                "select count(*) from audit.security_events where event_type = 'forbidden' and user_id = ?"
                    + " and resource_type = 'session' and resource_id = ?",
                game.userId("alice"),
                game.id()))
        .isEqualTo(1);
  }

  @Test
  void rightInOneSession_isNoneInAnother() {
    Game game = Game.of(INVITE, 4);
    game.permit("ines", "manage", DAY);
    assertRefused(Game.of(INVITE, 4).issue("ines"), 404, "not-found");
  }

  @Test
  void strangerSeesNoDifferenceBetweenYoursAndNothing() {
    Game game = Game.of(INVITE, 4);
    var yours = game.issue("zoe");
    var nothing = new Game(INVITE, "never-was").issue("zoe");
    assertRefused(yours, 404, "not-found");
    assertRefused(nothing, 404, "not-found");
    assertThat(yours.text("detail")).isEqualTo(nothing.text("detail"));
  }

  @Test
  void endedSession_takesNoInvites() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.end();
    assertRefused(game.issue("hanna"), 410, "session-ended");
    assertRefused(game.issue("alice"), 403, "forbidden");
    assertRefused(game.issue("zoe"), 404, "not-found");
  }

  @Test
  void pausedOrFullSession_stillTakesInvites() {
    Game game = Game.of(INVITE, 2).with("alice");
    game.set("status = 'paused'");
    assertThat(game.issue("hanna").status()).isEqualTo(201);
  }
}
