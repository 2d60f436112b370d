package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Wire;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a request costs the database. */
class RoundTripTest {
  /** One connection, so that a second request finds all prepared. */
  @RegisterExtension
  static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite").with("database.pool", "1");

  @Test
  void redeemingIsOneStatementAndOneRoundTrip_whateverComesOfIt() {
    Game game = Game.of(INVITE, 3);
    Answer invite = game.invite();
    game.redeem("hanna", invite);
    assertOneRoundTrip(200, () -> game.redeem("bob", invite));
    assertOneRoundTrip(200, () -> game.redeem("bob", invite));
    assertOneRoundTrip(410, () -> game.redeem("carl", invite));
    assertOneRoundTrip(404, () -> game.redeem("carl", InviteToken.of(new byte[32]).shown()));
    game.left("bob");
    assertOneRoundTrip(200, () -> game.redeem("bob", invite));
  }

  @Test
  void issuingPreviewingListingRevoking_areOneEach() {
    Game game = Game.of(INVITE, 3);
    Answer invite = game.invite();
    assertOneRoundTrip(201, () -> game.issue("hanna"));
    assertOneRoundTrip(
        200,
        () -> INVITE.http().with("Invite-Token", invite.text("token")).get("/v1/invite/preview"));
    assertOneRoundTrip(200, () -> INVITE.as("hanna").get("/v1/invite?session_id=" + game.id()));
    assertOneRoundTrip(
        200, () -> INVITE.as("hanna").post("/v1/invite/" + invite.text("invite_id") + "/revoke"));
  }

  @Test
  void whatIsRefusedByItsForm_touchesNoDatabase() {
    Game game = Game.of(INVITE, 3);
    assertRoundTrips(0, 400, () -> game.redeem("bob", "0000"));
    assertRoundTrips(0, 400, () -> game.issue("hanna", "\"max_uses\": 5"));
    assertRoundTrips(
        0, 400, () -> INVITE.http().with("Invite-Token", "0000").get("/v1/invite/preview"));
    assertRoundTrips(0, 401, () -> INVITE.http().as("x").post("/v1/invite", game.wish()));
    assertRoundTrips(0, 200, () -> INVITE.http().get("/v1/invite/_health"));
  }

  @Test
  void whoIsInAlreadyOrIsRefused_waitsForNoLock() throws SQLException {
    Game game = Game.of(INVITE, 3).with("alice");
    Answer spent = game.invite();
    game.redeem("bob", spent);
    Answer open = game.invite();
    try (Connection owner = INVITE.database().connect("migrate")) {
      owner.setAutoCommit(false);
      hold(owner, "campaign_sessions", game);
      hold(owner, "campaign_session_invites", game);
      hold(owner, "campaign_session_members", game);
      assertThat(game.redeem("alice", open).text("outcome")).isEqualTo("already_member");
      assertThat(game.redeem("bob", spent).text("outcome")).isEqualTo("already_member");
      assertRefused(game.redeem("zoe", spent), 410, "invite-used-up");
      assertRefused(game.redeem("zoe", open), 409, "session-full");
      owner.rollback();
    }
  }

  @Test
  void whoWouldChangeARowThatIsHeld_isToldToRetry_andNothingIsHalfDone() throws SQLException {
    Game game = Game.of(INVITE, 3);
    Answer invite = game.invite();
    try (Connection owner = INVITE.database().connect("migrate")) {
      owner.setAutoCommit(false);
      hold(owner, "campaign_session_invites", game);
      Answer busy = game.redeem("bob", invite);
      assertRefused(busy, 503, "database-unavailable");
      assertThat(busy.header("Retry-After")).isPresent();
      owner.rollback();
    }
    assertThat(game.memberCount()).isEqualTo(1);
    assertThat(game.redeem("bob", invite).text("outcome")).isEqualTo("joined");
  }

  private static void hold(Connection owner, String table, Game game) throws SQLException {
    String sql = "select from " + table + " where session_id = ? for update";
    try (PreparedStatement rows = owner.prepareStatement(sql)) {
      rows.setString(1, game.id());
      rows.executeQuery().close();
    }
  }

  private static void assertOneRoundTrip(int status, Supplier<Answer> request) {
    assertRoundTrips(1, status, request);
  }

  private static void assertRoundTrips(int count, int status, Supplier<Answer> request) {
    try (Wire wire = new Wire()) {
      Answer answer = request.get();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(wire.roundTrips()).as(answer.body()).isEqualTo(count);
      assertThat(wire.statements()).as(answer.body()).isEqualTo(count);
    }
  }
}
