package gaia.invite;

import static gaia.invite.Refusals.assertInvalid;
import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreviewTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void anybodyWithTheToken_seesWhatTheyAreInvitedTo() {
    Game game = Game.of(INVITE, 4).with("alice");
    Answer invite = game.invite();
    Answer seen = preview(INVITE.http(), invite);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.header("Cache-Control")).hasValue("no-store");
    assertThat(seen.text("session_name")).isEqualTo("Friday night");
    assertThat(seen.text("host_name")).isEqualTo("Hanna");
    assertThat(seen.text("status")).isEqualTo("active");
    assertThat(seen.number("member_count")).isEqualTo(2);
    assertThat(seen.number("max_members")).isEqualTo(4);
    assertThat(seen.text("expires_at")).isEqualTo(invite.text("expires_at"));
    assertThat(seen.isNull("blocked")).isTrue();
  }

  @Test
  void onlyMember_seesTheSessionsIdAndTheirOwnPlace() {
    Game game = Game.of(INVITE, 6).with("alice", "bob", "carl");
    game.left("bob");
    game.removed("carl");
    Answer invite = game.invite("\"multi_use\": true");
    Answer member = preview(INVITE.as("alice"), invite);
    assertThat(member.text("session_id")).isEqualTo(game.id());
    assertThat(member.text("you/role")).isEqualTo("member");
    assertThat(member.isNull("blocked")).isTrue();
    assertThat(preview(INVITE.as("hanna"), invite).text("you/role")).isEqualTo("host");
    for (Http other :
        new Http[] {INVITE.http(), INVITE.as("zoe"), INVITE.as("bob"), INVITE.as("carl")}) {
      Answer seen = preview(other, invite);
      assertThat(seen.has("session_id") || seen.has("you")).as(seen.body()).isFalse();
      assertThat(seen.body()).doesNotContain(game.id());
    }
  }

  @Test
  void connectionThatTheServerEnded_costsNobodyTheirLook() {
    Answer invite = Game.of(INVITE, 4).invite();
    assertThat(preview(INVITE.http(), invite).status()).isEqualTo(200);
    assertThat(
            INVITE.number(
                "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where application_name = 'gaia-invite'"))
        .isPositive();
    assertThat(preview(INVITE.http(), invite).status()).isEqualTo(200);
  }

  @Test
  void lookingChangesNothing() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    String before = everything();
    for (int i = 0; i < 5; i++) {
      preview(INVITE.http(), invite);
      preview(INVITE.as("scanner"), invite);
    }
    assertThat(everything()).isEqualTo(before);
    assertThat(game.redeem("bob", invite).text("outcome")).isEqualTo("joined");
  }

  @Test
  void badBearer_isNotTakenForNobody() {
    Answer invite = Game.of(INVITE, 4).invite();
    assertRefused(preview(INVITE.http().as("nonsense"), invite), 401, "unauthenticated");
    assertRefused(
        preview(INVITE.http().as(INVITE.issuer().forged("bob")), invite), 401, "unauthenticated");
    assertRefused(
        preview(INVITE.http().with("Authorization", "Basic Ym9iOmJvYg=="), invite),
        401,
        "unauthenticated");
  }

  @Test
  void wellFormedTokenOfNoInvite_isUnknown() {
    Answer unknown = preview(INVITE.http(), InviteToken.of(new byte[32]).shown());
    assertRefused(unknown, 404, "invite-unknown");
    assertThat(unknown.text("next_step")).isEqualTo("ask_for_new_invite");
    assertThat(unknown.header("Cache-Control")).hasValue("no-store");
  }

  @Test
  void mistypedToken_isNamed() {
    String token = Game.of(INVITE, 4).invite().text("token");
    assertInvalid(preview(INVITE.http(), token.substring(1)), "Invite-Token");
    assertInvalid(preview(INVITE.http(), ""), "Invite-Token");
    assertInvalid(INVITE.http().get("/v1/invite/preview"), "Invite-Token");
  }

  @Test
  void blocked_isWhatRedeemingWouldAnswer() {
    Game game = Game.of(INVITE, 3).with("alice", "bob");
    assertBlocked(game, "zoe", game.invite(), "session-full");
    game.left("alice");
    game.removed("bob");
    Answer spent = game.invite();
    game.redeem("carl", spent);
    assertBlocked(game, "zoe", spent, "invite-used-up");
    Answer revoked = game.invite();
    INVITE.as("hanna").post("/v1/invite/" + revoked.text("invite_id") + "/revoke");
    assertBlocked(game, "zoe", revoked, "invite-revoked");
    Answer early = Game.of(INVITE, 3).with("bob").invite();
    Answer brief = game.invite("\"expires_in_seconds\": 60");
    TestClock.ahead(Duration.ofMinutes(2));
    assertBlocked(game, "zoe", brief, "invite-expired");
    game.end();
    assertBlocked(game, "zoe", brief, "session-ended");
    assertThat(preview(INVITE.http(), early).isNull("blocked")).isTrue();
  }

  @Test
  void removedMember_isToldSoAndOthersAreNot() {
    Game game = Game.of(INVITE, 4).with("bob");
    Answer invite = game.invite();
    game.removed("bob");
    assertBlocked(game, "bob", invite, "member-removed");
    assertThat(preview(INVITE.http(), invite).isNull("blocked")).isTrue();
  }

  private static void assertBlocked(Game game, String name, Answer invite, String problem) {
    Answer seen = preview(INVITE.as(name), invite);
    Answer refused = game.redeem(name, invite);
    assertThat(seen.text("blocked/type")).isEqualTo("urn:gaia:problem:" + problem);
    assertThat(refused.text("type")).isEqualTo(seen.text("blocked/type"));
    assertThat(refused.text("title")).isEqualTo(seen.text("blocked/title"));
    assertThat(refused.text("next_step")).isEqualTo(seen.text("blocked/next_step"));
  }

  private static Answer preview(Http client, Answer invite) {
    return preview(client, invite.text("token"));
  }

  private static Answer preview(Http client, String token) {
    return client.with("Invite-Token", token).get("/v1/invite/preview");
  }

  private static String everything() {
    return String.valueOf(
        INVITE.one(
            """
            select jsonb_agg(t) from (
              select to_jsonb(s) from campaign_sessions s union all
              select to_jsonb(m) from campaign_session_members m union all
              select to_jsonb(i) from campaign_session_invites i union all
              select to_jsonb(u) from campaign_session_invite_uses u union all
              select to_jsonb(p) from auth.users p union all
              select to_jsonb(e) from audit.security_events e) t
            """));
  }
}
