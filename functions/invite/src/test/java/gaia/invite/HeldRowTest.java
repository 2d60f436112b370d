package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One session or invite that somebody holds is no trouble of the others. */
class HeldRowTest {
  private static final int POOL = 3;

  @RegisterExtension
  static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite").with("database.pool", "" + POOL);

  private final Game held = Game.of(INVITE, 900);
  private final Game free = Game.of(INVITE, 900);
  private final Answer open = free.invite("\"multi_use\": true");
  private int came;

  @Test
  void whoWaitsForAHeldRow_holdsUpNobodyElse() throws SQLException {
    Answer behind = held.invite("\"multi_use\": true");
    try (Connection owner = INVITE.database().connect("migrate")) {
      hold(owner, "campaign_sessions");
      List<CompletableFuture<Answer>> stuck =
          Stream.of("bob", "carl")
              .map(name -> Together.later(() -> held.redeem(name, behind)))
              .toList();
      List<CompletableFuture<Answer>> others =
          Stream.of("dora", "emil", "fay")
              .map(name -> Together.later(() -> free.redeem(name, open)))
              .toList();
      others.forEach(other -> assertThat(other.join().text("outcome")).isEqualTo("joined"));
      assertThat(stuck).noneMatch(CompletableFuture::isDone);
      owner.commit();
      stuck.forEach(one -> assertThat(one.join().text("outcome")).isEqualTo("joined"));
    }
  }

  @Test
  void redeemingManyInvitesOfAHeldSession_leavesAConnection() throws SQLException {
    List<Supplier<Answer>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Answer behind = held.invite("\"multi_use\": true");
      String name = "p" + i;
      requests.add(() -> held.redeem(name, behind));
      requests.add(() -> held.redeem("other" + name, behind));
    }
    assertHoldUpNobodyElse("campaign_sessions", POOL - 1, requests);
  }

  @Test
  void revokingAHeldInvite_waitsOnOneConnection() throws SQLException {
    Answer behind = held.invite("\"multi_use\": true");
    List<Supplier<Answer>> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      requests.add(
          () -> INVITE.as(Game.HOST).post("/v1/invite/" + behind.text("invite_id") + "/revoke"));
    }
    assertHoldUpNobodyElse("campaign_session_invites", 1, requests);
  }

  @Test
  void redeemingAndRevokingAHeldInvite_leaveAConnection() throws SQLException {
    Answer behind = held.invite("\"multi_use\": true");
    List<Supplier<Answer>> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "q" + i;
      requests.add(() -> held.redeem(name, behind));
      requests.add(
          () -> INVITE.as(Game.HOST).post("/v1/invite/" + behind.text("invite_id") + "/revoke"));
    }
    assertHoldUpNobodyElse("campaign_session_invites", POOL - 1, requests);
  }

  /** While all these are refused, one after the other is let in elsewhere. */
  private void assertHoldUpNobodyElse(String table, int most, List<Supplier<Answer>> requests)
      throws SQLException {
    try (Connection owner = INVITE.database().connect("migrate")) {
      hold(owner, table);
      List<CompletableFuture<Answer>> stuck =
          requests.stream().map(request -> Together.later(request)).toList();
      do {
        assertThat(INVITE.number("select count(*) from pg_locks where not granted"))
            .as("connections that wait for the row")
            .isLessThanOrEqualTo(most);
        Answer other = free.redeem("guest" + came++ % 500, open);
        assertThat(other.status()).as(other.body()).isEqualTo(200);
        assertThat(
                INVITE
                    .http()
                    .with("Invite-Token", open.text("token"))
                    .get("/v1/invite/preview")
                    .status())
            .isEqualTo(200);
      } while (!stuck.stream().allMatch(CompletableFuture::isDone));
      for (CompletableFuture<Answer> one : stuck) {
        assertRefused(one.join(), 503, "database-unavailable");
        assertThat(one.join().header("Retry-After")).hasValue("1");
      }
      owner.rollback();
    }
    assertThat(requests.getFirst().get().status()).isEqualTo(200);
  }

  private void hold(Connection owner, String table) throws SQLException {
    owner.setAutoCommit(false);
    String sql = "select from " + table + " where session_id = ? for no key update";
    try (PreparedStatement rows = owner.prepareStatement(sql)) {
      rows.setString(1, held.id());
      rows.executeQuery().close();
    }
  }
}
