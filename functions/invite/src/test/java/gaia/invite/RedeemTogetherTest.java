package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statements that admit many at once, by themselves. */
class RedeemTogetherTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  private static final String TOGETHER = "redeemTogether";

  private final Game game = Game.of(INVITE, 5);
  private final Answer invite = game.invite("\"multi_use\": true", "\"max_uses\": 3");
  // People of this session only, whom no other test has made known.
  private final String first = "first-of-" + game.id();
  private final String second = "second-of-" + game.id();

  @Test
  void strangersJoin_inTheOrderThatTheyCame() throws SQLException {
    assertThat(asked("zoe", "adam")).isEqualTo(Map.of("zoe", "joined", "adam", "joined"));
    assertThat(game.membership("zoe", "use_number")).isEqualTo("1");
    assertThat(game.membership("adam", "use_number")).isEqualTo("2");
    assertThat(game.membership("adam", "invite_id")).isEqualTo(invite.text("invite_id"));
    assertThat(game.membership("adam", "invited_by")).isEqualTo("" + game.userId(Game.HOST));
    assertThat(game.uses(invite)).isEqualTo(2);
    assertThat(game.memberCount()).isEqualTo(3);
    assertThat(
            INVITE.one("select display_name from auth.users where user_id = ?", game.userId("zoe")))
        .isEqualTo("zoe");
  }

  @Test
  void firstComeIn_whereTheUsesEnd() throws SQLException {
    assertThat(asked("a", "b", "c", "d")).containsOnlyKeys("a", "b", "c");
    assertThat(game.uses(invite)).isEqualTo(3);
    assertThat(asked("d", "e")).isEqualTo(Map.of("d", "invite_used_up", "e", "invite_used_up"));
    assertThat(game.memberCount()).isEqualTo(4);
  }

  @Test
  void firstComeIn_whereThePlacesEnd() throws SQLException {
    game.with("x", "y", "z");
    assertThat(asked("a", "b")).isEqualTo(Map.of("a", "joined"));
    assertThat(asked("b")).isEqualTo(Map.of("b", "session_full"));
    assertThat(game.memberCount()).isEqualTo(5);
    assertThat(game.uses(invite)).isEqualTo(1);
  }

  @Test
  void membersAndRemoved_areTold_whoeverCouldComeBackAsksAlone() throws SQLException {
    game.redeem("used", invite);
    game.with("member", "leaver", "outcast");
    game.left("leaver");
    game.removed("outcast");
    game.left("used");
    assertThat(asked("member", "leaver", "new", "outcast", "used"))
        .isEqualTo(
            Map.of("member", "already_member", "new", "joined", "outcast", "member_removed"));
    assertThat(game.membership("outcast", "status")).isEqualTo("removed");
    assertThat(game.membership("leaver", "status")).isEqualTo("left");
  }

  /** A use is remembered by itself, whatever became of the membership. */
  @Test
  void whoeverUsedIt_asksAlone() throws SQLException {
    game.redeem(first, invite);
    INVITE.sql(
        "delete from campaign_session_members where session_id = ? and user_id = ?",
        game.id(),
        game.userId(first));
    assertThat(asked(first, second)).isEqualTo(Map.of(second, "joined"));
  }

  @Test
  void inviteThatIsOver_admitsNobody() throws SQLException {
    Instant later = Instant.now().plus(8, ChronoUnit.DAYS);
    assertThat(crew("a", "b").redeem(TOGETHER, later))
        .isEqualTo(Map.of("a", "invite_expired", "b", "invite_expired"));
    INVITE.sql(
        "update campaign_session_invites set revoked_at = now() where session_id = ?", game.id());
    assertThat(asked("a")).isEqualTo(Map.of("a", "invite_revoked"));
    game.end();
    assertThat(asked("a")).isEqualTo(Map.of("a", "session_ended"));
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void invitesOfOneSession_shareItsPlaces_andSpendTheirOwnUses() throws SQLException {
    Answer other = game.invite("\"multi_use\": true");
    game.with("x");
    Map<String, String> outcomes =
        new Crew(INVITE)
            .with(game, invite, "a1", "a2")
            .with(game, other, "b1", "b2")
            .with(game, invite, "a3")
            .redeem(TOGETHER);
    assertThat(outcomes).containsOnlyKeys("a1", "a2", "b1");
    assertThat(game.membership("a2", "use_number")).isEqualTo("2");
    assertThat(game.membership("b1", "use_number")).isEqualTo("1");
    assertThat(game.uses(invite)).isEqualTo(2);
    assertThat(game.uses(other)).isEqualTo(1);
    assertThat(game.memberCount()).isEqualTo(5);
  }

  @Test
  void whatAnotherHolds_isPassedBy() throws SQLException {
    Game held = Game.of(INVITE, 5);
    Answer behind = held.invite("\"multi_use\": true");
    Game free = Game.of(INVITE, 5);
    Answer revoking = free.invite("\"multi_use\": true");
    Crew crew =
        new Crew(INVITE)
            .with(held, behind, "a", "b")
            .with(game, invite, "c", "d")
            .with(free, revoking, "e");
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      lock(other, "campaign_sessions where session_id = '" + held.id() + "' for update");
      lock(
          other,
          "campaign_session_invites where session_id = '" + free.id() + "' for no key update");
      assertThat(crew.redeem("redeemPassing")).isEqualTo(Map.of("c", "joined", "d", "joined"));
    }
    assertThat(game.memberCount()).isEqualTo(3);
    assertThat(held.memberCount() + free.memberCount()).isEqualTo(2);
  }

  /** So two such statements never wait for each other. */
  @Test
  void sessionsAreTaken_inTheOrderOfTheirIds() throws SQLException {
    Game later = Game.of(INVITE, 5);
    Answer its = later.invite("\"multi_use\": true");
    boolean inOrder = game.id().compareTo(later.id()) < 0;
    String lower = inOrder ? game.id() : later.id();
    String higher = inOrder ? later.id() : game.id();
    for (Crew crew :
        List.of(
            new Crew(INVITE).with(game, invite, "a").with(later, its, "b"),
            new Crew(INVITE).with(later, its, "c").with(game, invite, "d"))) {
      try (Connection other = INVITE.database().connect("migrate")) {
        other.setAutoCommit(false);
        lock(other, "campaign_sessions where session_id = '" + lower + "' for update");
        CompletableFuture<Map<String, String>> both = Together.later(() -> redeemed(crew));
        awaitLock(both);
        lock(other, "campaign_sessions where session_id = '" + higher + "' for update nowait");
        other.commit();
        assertThat(both.join()).hasSize(2);
      }
    }
  }

  @Test
  void endedMeanwhile_nobodyIsAdmitted() throws SQLException {
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      lock(other, "campaign_sessions where session_id = '" + game.id() + "' for update");
      CompletableFuture<Map<String, String>> crowd = Together.later(() -> redeemed(crew("a", "b")));
      awaitLock(crowd);
      run(
          other,
          "update campaign_sessions set status = 'ended', ended_at = now() where session_id = ?");
      other.commit();
      assertThat(crowd.join()).isEmpty();
    }
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void revokedMeanwhile_nobodyIsAdmitted() throws SQLException {
    assertThat(
            meanwhile(
                "update campaign_session_invites set revoked_at = now() where session_id = ?"))
        .isEmpty();
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void usesTakenMeanwhile_theRestIsForTheFirst() throws SQLException {
    assertThat(meanwhile("update campaign_session_invites set uses = 2 where session_id = ?"))
        .isEqualTo(Map.of(first, "joined"));
    assertThat(game.membership(first, "use_number")).isEqualTo("3");
  }

  @Test
  void placesTakenMeanwhile_theRestIsForTheFirst() throws SQLException {
    assertThat(meanwhile("update campaign_sessions set member_count = 4 where session_id = ?"))
        .isEqualTo(Map.of(first, "joined"));
    assertThat(game.memberCount()).isEqualTo(5);
  }

  @Test
  void onePersonJoinedMeanwhile_nothingHappened() {
    game.person(second);
    assertThatThrownBy(
            () ->
                meanwhile(
                    """
                    insert into campaign_session_members (session_id, user_id, role, status, joined_at)
                    select ?, user_id, 'member', 'active', now() from auth.users where subject = '%s'
                    """
                        .formatted(second)))
        .rootCause()
        .hasMessageContaining("the rows moved");
    assertThat(game.memberCount()).isEqualTo(1);
    assertThat(INVITE.number("select count(*) from auth.users where subject = ?", first)).isZero();
  }

  /** The rows move while the statement of these two waits for the session. */
  private Map<String, String> meanwhile(String change) throws SQLException {
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      lock(other, "campaign_sessions where session_id = '" + game.id() + "' for update");
      CompletableFuture<Map<String, String>> crowd =
          Together.later(() -> redeemed(crew(first, second)));
      awaitLock(crowd);
      run(other, change);
      other.commit();
      return crowd.join();
    }
  }

  private static void awaitLock(CompletableFuture<?> waiting) {
    while (INVITE.number("select count(*) from pg_locks where not granted") == 0) {
      assertThat(waiting).isNotDone();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void lock(Connection other, String rows) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.executeQuery("select 1 from " + rows).close();
    }
  }

  private void run(Connection other, String change) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement(change)) {
      statement.setString(1, game.id());
      statement.executeUpdate();
    }
  }

  private static Map<String, String> redeemed(Crew crew) {
    try {
      return crew.redeem(TOGETHER);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> asked(String... names) throws SQLException {
    return crew(names).redeem(TOGETHER);
  }

  private Crew crew(String... names) {
    return new Crew(INVITE).with(game, invite, names);
  }
}
