package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.OpenApi;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever was deactivated neither issues nor redeems, alone or in a crowd. */
class DeactivatedTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  private final OpenApi document = OpenApi.ofFunction();

  @AfterEach
  void welcomeAgain() {
    INVITE.sql("update auth.users set is_active = true where not is_active");
  }

  @Test
  void redeems_nothing_alsoAsAMember() {
    Game game = Game.of(INVITE, 5).with("mia");
    Answer invite = game.invite("\"multi_use\": true");
    deactivate(game, "dora", "mia");
    for (String name : new String[] {"dora", "mia"}) {
      Answer refused = game.redeem(name, invite);
      assertRefused(refused, 403, "account-deactivated");
      assertThat(refused.text("next_step")).isEqualTo("none");
      document.assertDocumented(document.operation("redeemInvite"), refused);
      assertThat(
              INVITE.number(
                  "select count(*) from audit.security_events where event_type = 'account-deactivated' and user_id = ?",
                  game.userId(name)))
          .isEqualTo(1);
    }
    assertThat(game.memberCount()).isEqualTo(2);
    assertThat(game.uses(invite)).isZero();
    INVITE.sql("update auth.users set is_active = true where user_id = ?", game.userId("dora"));
    assertThat(game.redeem("dora", invite).text("outcome")).isEqualTo("joined");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redeemTogether", "redeemPassing"})
  void inACrowd_theOthersComeIn(String statement) throws SQLException {
    Game game = Game.of(INVITE, 9).with("mia");
    Answer invite = game.invite("\"multi_use\": true");
    deactivate(game, "dora", "mia");
    assertThat(new Crew(INVITE).with(game, invite, "p1", "dora", "mia", "p2").redeem(statement))
        .containsEntry("dora", "account_deactivated")
        .containsEntry("mia", "account_deactivated")
        .containsEntry("p1", "joined")
        .containsEntry("p2", "joined");
    assertThat(game.memberCount()).isEqualTo(4);
  }

  @Test
  void previewSaysSo_andShowsNoSession() {
    Game game = Game.of(INVITE, 5).with("mia");
    Answer invite = game.invite();
    deactivate(game, "mia");
    Answer seen =
        INVITE.as("mia").with("Invite-Token", invite.text("token")).get("/v1/invite/preview");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.text("blocked/type")).isEqualTo("urn:gaia:problem:account-deactivated");
    assertThat(seen.has("session_id")).isFalse();
    assertThat(seen.has("you")).isFalse();
  }

  @Test
  void issuesListsAndRevokes_nothing() {
    Game game = Game.of(INVITE, 5).with("mia");
    game.set("may_invite = 'members'");
    String id = game.issue("mia").text("invite_id");
    deactivate(game, "mia", "dora");
    for (String name : new String[] {"mia", "dora"}) {
      refused("issueInvite", game.issue(name));
      refused("issueInvite", new Game(INVITE, "never-was").issue(name));
      refused("listInvites", INVITE.as(name).get("/v1/invite?session_id=" + game.id()));
      refused("revokeInvite", INVITE.as(name).post("/v1/invite/" + id + "/revoke"));
    }
    assertThat(
            INVITE.number(
                "select count(*) from campaign_session_invites where session_id = ? and revoked_at is null",
                game.id()))
        .isEqualTo(1);
  }

  private void refused(String operation, Answer answer) {
    assertRefused(answer, 403, "account-deactivated");
    document.assertDocumented(document.operation(operation), answer);
  }

  private static void deactivate(Game game, String... names) {
    for (String name : names) {
      game.person(name);
      INVITE.sql("update auth.users set is_active = false where user_id = ?", game.userId(name));
    }
  }
}
