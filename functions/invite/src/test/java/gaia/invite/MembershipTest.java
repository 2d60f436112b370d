package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a membership remembers of how it came about. */
class MembershipTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void keepsInviteInviterAndUseNumber_theLastUseToo() {
    Game game = Game.of(INVITE, 6).with("alice");
    game.set("may_invite = 'members'");
    Answer invite = game.issue("alice", "\"multi_use\": true", "\"max_uses\": 3");
    String[] names = {"bob", "carl", "dora"};
    for (int i = 0; i < names.length; i++) {
      game.redeem(names[i], invite);
      assertThat(game.membership(names[i], "invite_id")).isEqualTo(invite.text("invite_id"));
      assertThat(game.membership(names[i], "invited_by"))
          .isEqualTo(game.userId("alice").toString());
      assertThat(game.membership(names[i], "use_number")).isEqualTo(String.valueOf(i + 1));
      assertThat(game.membership(names[i], "role")).isEqualTo("member");
    }
    assertThat(game.uses(invite)).isEqualTo(3);
  }

  @Test
  void outlivesItsInvite() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    game.redeem("bob", invite);
    INVITE.sql("delete from campaign_session_invites where session_id = ?", game.id());
    assertThat(INVITE.number("select count(*) from campaign_session_invite_uses")).isZero();
    assertThat(game.membership("bob", "status")).isEqualTo("active");
    assertThat(game.membership("bob", "invite_id")).isEqualTo(invite.text("invite_id"));
    assertThat(game.membership("bob", "use_number")).isEqualTo("1");
  }

  @Test
  void outlivesItsInvitersMembership() {
    Game game = Game.of(INVITE, 4).with("alice");
    game.set("may_invite = 'members'");
    game.redeem("bob", game.issue("alice"));
    INVITE.sql(
        "delete from campaign_session_members where session_id = ? and user_id = ?",
        game.id(),
        game.userId("alice"));
    assertThat(game.membership("bob", "invited_by")).isEqualTo(game.userId("alice").toString());
  }

  @Test
  void newcomersRow_comesWithTheStatementThatNeedsIt() {
    Game game = Game.of(INVITE, 4);
    game.redeem("bob", game.invite());
    assertThat(user(game, "bob", "subject")).isEqualTo("bob");
    assertThat(user(game, "bob", "email")).isEqualTo("bob@local.test");
    assertThat(user(game, "bob", "full_name")).isEqualTo("Bob");
    assertThat(user(game, "bob", "display_name")).isEqualTo("Bob");
    assertThat(user(game, "bob", "is_admin")).isEqualTo("f");
  }

  @Test
  void newcomerWithoutNameAndMail_isWelcomeToo() {
    Game game = Game.of(INVITE, 4);
    Map<String, @Nullable Object> nothing = new HashMap<>();
    nothing.put("name", null);
    nothing.put("email", null);
    Answer in =
        INVITE
            .http()
            .as(INVITE.issuer().token("nemo", nothing))
            .post(
                "/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(game.invite().text("token")));
    assertThat(in.text("outcome")).isEqualTo("joined");
    assertThat(in.isNull("member/display_name")).isTrue();
    assertThat(user(game, "nemo", "email")).isEqualTo("null");
    assertThat(user(game, "nemo", "display_name")).isEqualTo("null");
  }

  @Test
  void nameThatAPersonChose_isNotOverwrittenByTheirToken() {
    Game game = Game.of(INVITE, 4);
    game.person("olga");
    INVITE.sql(
        "update auth.users set display_name = 'Olga the Old' where user_id = ?",
        game.userId("olga"));
    Answer in = game.redeem("olga", game.invite());
    assertThat(in.text("member/display_name")).isEqualTo("Olga the Old");
    assertThat(user(game, "olga", "display_name")).isEqualTo("Olga the Old");
  }

  @Test
  void refusedNewcomer_leavesNoRow() {
    Game game = Game.of(INVITE, 2).with("alice");
    game.redeem("paul", game.invite());
    assertThat(
            INVITE.number("select count(*) from auth.users where user_id = ?", game.userId("paul")))
        .isZero();
  }

  private static String user(Game game, String name, String column) {
    return String.valueOf(
        INVITE.one("select " + column + " from auth.users where user_id = ?", game.userId(name)));
  }
}
