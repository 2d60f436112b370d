package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.TestClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rules in API order: where two hold at once, the earlier one answers. */
class RedeemTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void newcomer_isIn() {
    Game game = Game.of(INVITE, 4);
    Answer in = game.redeem("bob", game.invite());
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.header("Cache-Control")).hasValue("no-store");
    assertThat(in.text("outcome")).isEqualTo("joined");
    assertThat(in.text("session/session_id")).isEqualTo(game.id());
    assertThat(in.text("session/host/display_name")).isEqualTo("Hanna");
    assertThat(in.number("session/member_count")).isEqualTo(2);
    assertThat(in.text("session/metadata/system")).isEqualTo("pbta");
    assertThat(in.text("session/you/role")).isEqualTo("member");
    assertThat(in.text("member/user_id")).isEqualTo(game.userId("bob").toString());
    assertThat(in.text("member/display_name")).isEqualTo("Bob");
    assertThat(in.text("member/joined_at")).isEqualTo(in.text("session/you/joined_at"));
    assertThat(game.memberCount()).isEqualTo(2);
  }

  @Test
  void unknownToken_isUnknownToEverybody() {
    Game game = Game.of(INVITE, 4);
    String token = InviteToken.of(new byte[32]).shown();
    assertRefused(game.redeem("bob", token), 404, "invite-unknown");
    assertRefused(game.redeem("hanna", token), 404, "invite-unknown");
  }

  @Test
  void nobodyInParticular_hasToSignInFirst() {
    Answer invite = Game.of(INVITE, 4).invite();
    assertRefused(
        INVITE
            .http()
            .post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(invite.text("token"))),
        401,
        "unauthenticated");
  }

  @Test
  void member_isAlreadyIn_evenWhenTheInviteOrTheSessionIsOver() {
    Game game = Game.of(INVITE, 3).with("alice");
    Answer single = game.invite("\"expires_in_seconds\": 60");
    assertThat(game.redeem("bob", single).text("outcome")).isEqualTo("joined");
    assertAlready(game, single);
    INVITE.as("hanna").post("/v1/invite/" + single.text("invite_id") + "/revoke");
    TestClock.ahead(Duration.ofMinutes(2));
    assertAlready(game, single);
    game.end();
    assertAlready(game, single);
    assertThat(game.uses(single)).isEqualTo(1);
    assertThat(game.memberCount()).isEqualTo(3);
  }

  private static void assertAlready(Game game, Answer invite) {
    for (String name : new String[] {"hanna", "alice", "bob"}) {
      Answer again = game.redeem(name, invite);
      assertThat(again.status()).as(again.body()).isEqualTo(200);
      assertThat(again.text("outcome")).isEqualTo("already_member");
      assertThat(again.number("session/member_count")).isEqualTo(3);
    }
  }

  @Test
  void removedMember_comesBackOnlyByAnInviteIssuedLater() {
    Game game = Game.of(INVITE, 4).with("bob");
    Answer before = game.invite("\"multi_use\": true");
    game.removed("bob");
    assertRefused(game.redeem("bob", before), 403, "member-removed");
    assertThat(
            INVITE.number(
                """
                select count(*) from audit.security_events
                where event_type = 'member-removed' and resource_type = 'session' and resource_id = ?
                """,
                game.id()))
        .isEqualTo(1);
    Answer after = game.invite();
    assertThat(game.redeem("bob", after).text("outcome")).isEqualTo("joined");
  }

  @Test
  void inviteOfTheMomentOfTheRemoval_isNotLater() throws SQLException {
    Game game = Game.of(INVITE, 4).with("bob");
    game.removed("bob");
    Instant removed = Instant.parse(game.membership("bob", "to_json(removed_at) #>> '{}'"));
    TestClock.at(removed);
    Answer same = game.invite("\"multi_use\": true");
    TestClock.at(removed.plus(1, ChronoUnit.MICROS));
    Answer later = game.invite("\"multi_use\": true");
    TestClock.ahead(Duration.ZERO);
    assertRefused(game.redeem("bob", same), 403, "member-removed");
    assertThat(new Crew(INVITE).with(game, same, "bob").redeem("redeemTogether"))
        .isEqualTo(Map.of("bob", "member_removed"));
    assertThat(game.redeem("bob", later).text("outcome")).isEqualTo("joined");
  }

  @Test
  void removal_isToldBeforeAllThatIsOver() {
    Game game = Game.of(INVITE, 4).with("bob");
    Answer before = game.invite("\"expires_in_seconds\": 60");
    game.removed("bob");
    game.end();
    TestClock.ahead(Duration.ofMinutes(2));
    assertRefused(game.redeem("bob", before), 403, "member-removed");
  }

  @Test
  void endedThenRevokedThenExpired_isTheOrderOfWhatIsOver() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite("\"expires_in_seconds\": 60");
    assertThat(game.redeem("bob", invite).status()).isEqualTo(200);
    assertRefused(game.redeem("carl", invite), 410, "invite-used-up");
    game.set("max_members = 2");
    assertRefused(game.redeem("carl", invite), 410, "invite-used-up");
    TestClock.ahead(Duration.ofSeconds(61));
    assertRefused(game.redeem("carl", invite), 410, "invite-expired");
    INVITE.as("hanna").post("/v1/invite/" + invite.text("invite_id") + "/revoke");
    assertRefused(game.redeem("carl", invite), 410, "invite-revoked");
    game.end();
    Answer ended = game.redeem("carl", invite);
    assertRefused(ended, 410, "session-ended");
    assertThat(ended.header("Cache-Control")).hasValue("no-store");
  }

  @Test
  void expiry_isTheMomentItself() throws SQLException {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite("\"multi_use\": true", "\"expires_in_seconds\": 3600");
    Instant end = Instant.parse(invite.text("expires_at"));
    TestClock.at(end.minus(1, ChronoUnit.MICROS));
    assertThat(preview(invite).isNull("blocked")).isTrue();
    assertThat(listed(game)).isEqualTo("active");
    assertThat(game.redeem("bob", invite).status()).isEqualTo(200);
    TestClock.at(end);
    assertRefused(game.redeem("carl", invite), 410, "invite-expired");
    assertThat(preview(invite).text("blocked/type")).isEqualTo("urn:gaia:problem:invite-expired");
    assertThat(listed(game)).isEqualTo("expired");
    Crew crew = new Crew(INVITE).with(game, invite, "dora", "emil");
    assertThat(crew.redeem("redeemTogether", end))
        .isEqualTo(Map.of("dora", "invite_expired", "emil", "invite_expired"));
    assertThat(crew.redeem("redeemTogether", end.minus(1, ChronoUnit.MICROS)))
        .isEqualTo(Map.of("dora", "joined", "emil", "joined"));
  }

  private static Answer preview(Answer invite) {
    return INVITE.http().with("Invite-Token", invite.text("token")).get("/v1/invite/preview");
  }

  private static String listed(Game game) {
    return INVITE.as(Game.HOST).get("/v1/invite?session_id=" + game.id()).text("items/0/status");
  }

  @Test
  void fullSession_asksToWait() {
    Game game = Game.of(INVITE, 2).with("alice");
    Answer invite = game.invite();
    Answer full = game.redeem("bob", invite);
    assertRefused(full, 409, "session-full");
    assertThat(full.text("next_step")).isEqualTo("wait");
    assertThat(game.uses(invite)).isZero();
    game.left("alice");
    assertThat(game.redeem("bob", invite).text("outcome")).isEqualTo("joined");
  }

  @Test
  void pausedSession_stillAdmits() {
    Game game = Game.of(INVITE, 4);
    game.set("status = 'paused'");
    Answer in = game.redeem("bob", game.invite());
    assertThat(in.text("outcome")).isEqualTo("joined");
    assertThat(in.text("session/status")).isEqualTo("paused");
  }
}
