package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statement that admits many at once, by itself. */
class RedeemTogetherTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  private final Game game = Game.of(INVITE, 5);
  private final Answer invite = game.invite("\"multi_use\": true", "\"max_uses\": 3");
  // People of this session only, whom no other test has made known.
  private final String first = "first-of-" + game.id();
  private final String second = "second-of-" + game.id();

  @Test
  void strangersJoin_inTheOrderThatTheyCame() throws SQLException {
    assertThat(admitted("zoe", "adam")).containsExactly("zoe", "adam");
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
    assertThat(admitted("a", "b", "c", "d")).containsExactly("a", "b", "c");
    assertThat(game.uses(invite)).isEqualTo(3);
    assertThat(admitted("d", "e")).isEmpty();
    assertThat(game.memberCount()).isEqualTo(4);
  }

  @Test
  void firstComeIn_whereThePlacesEnd() throws SQLException {
    game.with("x", "y", "z");
    assertThat(admitted("a", "b")).containsExactly("a");
    assertThat(admitted("b")).isEmpty();
    assertThat(game.memberCount()).isEqualTo(5);
    assertThat(game.uses(invite)).isEqualTo(1);
  }

  @Test
  void whoeverWasEverIn_asksAlone() throws SQLException {
    game.redeem("used", invite);
    game.with("member", "leaver", "outcast");
    game.left("leaver");
    game.removed("outcast");
    game.left("used");
    assertThat(admitted("member", "leaver", "new", "outcast", "used")).containsExactly("new");
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
    assertThat(admitted(first, second)).containsExactly(second);
  }

  @Test
  void inviteThatIsOver_admitsNobody() throws SQLException {
    try (Connection function = INVITE.database().connect("invite")) {
      Instant later = Instant.now().plus(8, ChronoUnit.DAYS);
      assertThat(run(function, later, List.of("a", "b"))).isEmpty();
    }
    INVITE.sql(
        "update campaign_session_invites set revoked_at = now() where session_id = ?", game.id());
    assertThat(admitted("a", "b")).isEmpty();
    INVITE.sql(
        "update campaign_session_invites set revoked_at = null where session_id = ?", game.id());
    game.end();
    assertThat(admitted("a", "b")).isEmpty();
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void revokedMeanwhile_nothingHappened() throws SQLException {
    assertNothingAfter(
        "update campaign_session_invites set revoked_at = now() where session_id = ?");
  }

  @Test
  void usesTakenMeanwhile_nothingHappened() throws SQLException {
    assertNothingAfter("update campaign_session_invites set uses = 2 where session_id = ?");
  }

  @Test
  void onePersonJoinedMeanwhile_nothingHappened() throws SQLException {
    game.person(second);
    assertNothingAfter(
        """
        insert into campaign_session_members (session_id, user_id, role, status, joined_at)
        select ?, user_id, 'member', 'active', now() from auth.users where subject = '%s'
        """
            .formatted(second));
  }

  /** The rows move while the statement waits for the session: all of it is taken back. */
  private void assertNothingAfter(String change) throws SQLException {
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      Sql name =
          new Sql("update campaign_sessions set name = name where session_id = :id returning 1");
      name.run(other, "?column?", Map.of("id", game.id()));
      CompletableFuture<List<String>> crowd = Together.later(() -> admittedOrThrow(first, second));
      while (INVITE.number("select count(*) from pg_locks where not granted") == 0) {
        assertThat(crowd).isNotDone();
        LockSupport.parkNanos(5_000_000);
      }
      new Sql(change.replace("?", ":id") + " returning 1")
          .run(other, "?column?", Map.of("id", game.id()));
      other.commit();
      assertThatThrownBy(crowd::join).rootCause().hasMessageContaining("the rows moved");
    }
    assertThat(game.memberCount()).isEqualTo(1);
    assertThat(INVITE.number("select count(*) from auth.users where subject = ?", first)).isZero();
  }

  private List<String> admittedOrThrow(String... names) {
    try {
      return admitted(names);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> admitted(String... names) throws SQLException {
    try (Connection function = INVITE.database().connect("invite")) {
      return run(function, Instant.now(), List.of(names));
    }
  }

  /** Who joined, by name. */
  private List<String> run(Connection connection, Instant now, List<String> names)
      throws SQLException {
    Map<String, Object> values = new HashMap<>();
    values.put("tokenHash", InviteToken.parse(invite.text("token")).orElseThrow().hash());
    values.put("callers", array(names.stream().map(name -> game.userId(name).toString()).toList()));
    values.put("issuers", array(names.stream().map(name -> INVITE.issuer().url()).toList()));
    values.put("subjects", array(names));
    values.put("emails", new String[names.size()]);
    values.put("fullNames", array(names));
    values.put("now", now);
    List<String> ids =
        Sql.of(RedemptionRepository.class, "redeemTogether").run(connection, "user_id", values);
    return names.stream().filter(name -> ids.contains(game.userId(name).toString())).toList();
  }

  private static String[] array(List<String> values) {
    return values.toArray(String[]::new);
  }
}
