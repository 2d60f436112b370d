package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RejoinTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void whoLeft_comesBackWithoutASecondUse() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    game.redeem("bob", invite);
    game.left("bob");
    Answer back = game.redeem("bob", invite);
    assertThat(back.text("outcome")).isEqualTo("rejoined");
    assertThat(back.number("session/member_count")).isEqualTo(2);
    assertThat(game.uses(invite)).isEqualTo(1);
    assertThat(game.membership("bob", "use_number")).isEqualTo("1");
    assertThat(game.membership("bob", "left_at")).isEqualTo("null");
    assertThat(game.memberCount()).isEqualTo(2);
  }

  @Test
  void leavingFreesThePlace_neverTheUse() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    game.redeem("bob", invite);
    game.left("bob");
    assertRefused(game.redeem("carl", invite), 410, "invite-used-up");
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void placeThatWasTakenMeanwhile_isNotKeptForWhoLeft() {
    Game game = Game.of(INVITE, 2);
    Answer invite = game.invite();
    game.redeem("bob", invite);
    game.left("bob");
    game.with("carl");
    assertRefused(game.redeem("bob", invite), 409, "session-full");
  }

  @Test
  void anotherInviteThenTheFirstAgain_isOneUseOfEach() {
    Game game = Game.of(INVITE, 4);
    Answer first = game.invite("\"multi_use\": true", "\"max_uses\": 5");
    Answer second = game.invite("\"multi_use\": true", "\"max_uses\": 5");
    game.redeem("alice", first);
    game.redeem("bob", first);
    game.left("bob");
    assertThat(game.redeem("bob", second).text("outcome")).isEqualTo("joined");
    assertThat(game.membership("bob", "use_number")).isEqualTo("1");
    game.left("bob");
    game.redeem("carl", first);
    assertThat(game.redeem("bob", first).text("outcome")).isEqualTo("rejoined");
    assertThat(game.membership("bob", "invite_id")).isEqualTo(first.text("invite_id"));
    assertThat(game.membership("bob", "use_number")).isEqualTo("2");
    assertThat(game.uses(first)).isEqualTo(3);
    assertThat(game.uses(second)).isEqualTo(1);
  }

  @Test
  void whoWasLetBackIn_isALeaverLikeAnyOther_yetOlderInvitesStayShut() {
    Game game = Game.of(INVITE, 4);
    Answer before = game.invite();
    game.redeem("bob", before);
    game.removed("bob");
    Answer later = game.invite();
    game.redeem("bob", later);
    game.left("bob");
    assertThat(game.redeem("bob", later).text("outcome")).isEqualTo("rejoined");
    game.left("bob");
    assertRefused(game.redeem("bob", before), 403, "member-removed");
  }

  @Test
  void firstJoinIsKept_theLatestIsShown() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.invite();
    Answer first = game.redeem("bob", invite);
    String created = game.membership("bob", "created_at");
    game.left("bob");
    Answer back = game.redeem("bob", invite);
    assertThat(back.text("member/joined_at")).isGreaterThan(first.text("member/joined_at"));
    assertThat(game.membership("bob", "created_at")).isEqualTo(created);
  }
}
