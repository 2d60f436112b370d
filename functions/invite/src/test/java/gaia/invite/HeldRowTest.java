package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One session that somebody holds is no trouble of the others. */
class HeldRowTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void whoWaitsForAHeldRow_holdsUpNobodyElse() throws SQLException {
    Game held = Game.of(INVITE, 9);
    Answer behind = held.invite("\"multi_use\": true");
    Game free = Game.of(INVITE, 9);
    Answer open = free.invite("\"multi_use\": true");
    try (Connection owner = INVITE.database().connect("migrate")) {
      owner.setAutoCommit(false);
      try (PreparedStatement hold =
          owner.prepareStatement("select from campaign_sessions where session_id = ? for update")) {
        hold.setString(1, held.id());
        hold.executeQuery().close();
      }
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
}
