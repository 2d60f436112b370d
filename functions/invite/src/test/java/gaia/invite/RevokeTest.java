package gaia.invite;

import static gaia.invite.Refusals.assertInvalid;
import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevokeTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void hostRevokesAnybodysInvite() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.set("may_invite = 'members'");
    Answer invite = game.issue("alice");
    Answer revoked = revoke("hanna", invite);
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.text("status")).isEqualTo("revoked");
    assertThat(revoked.isNull("revoked_at")).isFalse();
    assertThat(revoked.has("token") || revoked.has("link")).isFalse();
    assertRefused(game.redeem("bob", invite), 410, "invite-revoked");
  }

  @Test
  void issuerRevokesTheirOwn_evenAfterLeaving() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.set("may_invite = 'members'");
    Answer one = game.issue("alice");
    Answer other = game.issue("alice");
    assertThat(revoke("alice", one).text("status")).isEqualTo("revoked");
    game.left("alice");
    assertThat(revoke("alice", other).text("status")).isEqualTo("revoked");
  }

  @Test
  void otherMember_mayNot_andTheInviteStays() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.set("may_invite = 'members'");
    Answer invite = game.invite();
    assertRefused(revoke("alice", invite), 403, "forbidden");
    assertThat(game.redeem("bob", invite).text("outcome")).isEqualTo("joined");
  }

  @Test
  void stranger_seesNoDifferenceBetweenYoursAndNothing() {
    Game game = Game.of(INVITE, 4).with("bob");
    Answer invite = game.invite();
    game.left("bob");
    Answer nothing = INVITE.as("zoe").post("/v1/invite/" + UUID.randomUUID() + "/revoke");
    assertRefused(nothing, 404, "not-found");
    for (String name : new String[] {"zoe", "bob"}) {
      Answer yours = revoke(name, invite);
      assertRefused(yours, 404, "not-found");
      assertThat(yours.text("detail")).isEqualTo(nothing.text("detail"));
    }
    assertRefused(
        INVITE.http().post("/v1/invite/" + invite.text("invite_id") + "/revoke"),
        401,
        "unauthenticated");
  }

  @Test
  void again_isAnsweredAsTheFirstTime() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    Answer first = revoke("hanna", invite);
    TestClock.ahead(Duration.ofDays(8));
    Answer again = revoke("hanna", invite);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void whoIsIn_staysIn() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite("\"multi_use\": true");
    game.redeem("bob", invite);
    assertThat(revoke("hanna", invite).number("uses")).isEqualTo(1);
    assertThat(game.membership("bob", "status")).isEqualTo("active");
    game.left("bob");
    assertRefused(game.redeem("bob", invite), 410, "invite-revoked");
  }

  @Test
  void inviteOfAnEndedSession_canStillBeRevoked() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    game.end();
    assertThat(revoke("hanna", invite).text("status")).isEqualTo("revoked");
  }

  @Test
  void idThatIsNoId_isNamed() {
    for (String id :
        new String[] {"1", "1-1-1-1-1", "%20", "01a1f973-d416-7838-b081-fe39d4ed779z"}) {
      assertInvalid(INVITE.as("hanna").post("/v1/invite/" + id + "/revoke"), "id");
    }
  }

  private static Answer revoke(String name, Answer invite) {
    return INVITE.as(name).post("/v1/invite/" + invite.text("invite_id") + "/revoke");
  }
}
