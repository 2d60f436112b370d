package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What redeeming saw before it had the session's row is no longer so once it has it. */
class MovedTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  private final Game game = Game.of(INVITE, 4);
  private final Answer invite = game.invite("\"multi_use\": true", "\"max_uses\": 2");
  private final UUID bob = game.userId("bob");

  @Test
  void revokedMeanwhile() throws SQLException {
    assertOutcome(
        "invite-revoked",
        "update campaign_session_invites set revoked_at = now() where session_id = ?",
        game.id());
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void endedMeanwhile() throws SQLException {
    assertOutcome(
        "session-ended",
        "update campaign_sessions set status = 'ended', ended_at = now() where session_id = ?",
        game.id());
  }

  @Test
  void filledMeanwhile() throws SQLException {
    assertOutcome(
        "session-full",
        "update campaign_sessions set member_count = max_members where session_id = ?",
        game.id());
    assertThat(game.uses(invite)).isZero();
  }

  @Test
  void usedUpMeanwhile() throws SQLException {
    assertOutcome(
        "invite-used-up",
        "update campaign_session_invites set uses = max_uses where session_id = ?",
        game.id());
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void removedMeanwhile() throws SQLException {
    game.with("bob");
    game.left("bob");
    assertOutcome(
        "member-removed",
        "update campaign_session_members set status = 'removed', removed_at = ? where user_id = ?",
        OffsetDateTime.now(ZoneOffset.UTC),
        bob);
    assertThat(game.memberCount()).isEqualTo(1);
  }

  @Test
  void joinedByAnotherInviteMeanwhile() throws SQLException {
    game.person("bob");
    assertOutcome(
        "already_member",
        """
        with counted as (
          update campaign_sessions set member_count = member_count + 1 where session_id = ? returning session_id)
        insert into campaign_session_members (session_id, user_id, role, status, joined_at)
        select session_id, ?, 'member', 'active', now() from counted
        """,
        game.id(),
        bob);
    assertThat(game.memberCount()).isEqualTo(2);
    assertThat(game.uses(invite)).isZero();
  }

  @Test
  void usedItAndLeftMeanwhile() throws SQLException {
    assertOutcome(
        "rejoined",
        """
        with used as (
          update campaign_session_invites set uses = uses + 1 where session_id = ? returning invite_id)
        insert into campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
        select invite_id, ?, 1, now() from used
        """,
        game.id(),
        bob);
    assertThat(game.uses(invite)).isEqualTo(1);
    assertThat(game.membership("bob", "use_number")).isEqualTo("1");
  }

  /**
   * Bob redeems and waits for the session's row; whoever holds it makes this change and lets go.
   */
  private void assertOutcome(String outcome, String change, Object... values) throws SQLException {
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      run(other, "update campaign_sessions set name = name where session_id = ?", game.id());
      CompletableFuture<Answer> redeeming = Together.later(() -> game.redeem("bob", invite));
      while (INVITE.number("select count(*) from pg_locks where not granted") == 0) {
        assertThat(redeeming).isNotDone();
        LockSupport.parkNanos(5_000_000);
      }
      run(other, change, values);
      other.commit();
      assertThat(Races.outcome(redeeming.join())).isEqualTo(outcome);
    }
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
