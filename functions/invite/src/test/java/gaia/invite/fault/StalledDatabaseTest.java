package gaia.invite.fault;

import static gaia.invite.fault.Scene.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Gate;
import gaia.testing.Patience;
import gaia.testing.TestDatabase;
import gaia.testing.Together;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing breaks, but nothing comes back either: each wait has its own end, before the request's.
 */
class StalledDatabaseTest {
  private static final int POOL = 3;

  private TestDatabase database;
  private Gate gate;
  private Scene scene;
  private String token;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    int port = URI.create(database.url("invite")).getPort();
    gate = new Gate(port);
    String url = database.url("invite").replace(":" + port + "/", ":" + gate.port() + "/");
    scene = new Scene(url, POOL, () -> database.connect("migrate"));
    token = scene.session("stalled");
  }

  @AfterEach
  void stop() {
    scene.close();
    gate.close();
    database.close();
  }

  /** Those with a connection, those who open one and those who only wait for one. */
  @Test
  void networkThatSwallowsEverything_endsInAnAnswerForEach() throws Exception {
    assertThat(scene.redeem("warm", token).status()).isEqualTo(200);
    gate.stall();
    List<Answer> answers = Together.start(12, i -> scene.redeem("p" + i, token));
    assertThat(answers).allSatisfy(Scene::assertUnavailable);

    // What was swallowed reaches the server now, after its answer was given up.
    gate.flow();
    List<Answer> again = Together.start(12, i -> scene.redeem("p" + i, token));
    assertThat(again)
        .allSatisfy(
            answer ->
                assertThat(answer.text("outcome"))
                    .as(answer.body())
                    .isIn("joined", "already_member"));
    assertThat(scene.number("select count(*) from campaign_session_invite_uses")).isEqualTo(13);
    scene.assertUnbroken();
  }

  /** However many wait for how few connections, and whatever they would redeem. */
  @Test
  void thousandWhoWait_areAnsweredEachInTheirOwnTime() throws Exception {
    List<String> tokens =
        List.of(token, scene.session("second"), scene.session("third"), scene.session("fourth"));
    gate.stall();
    List<Answer> answers =
        Together.start(1000, i -> scene.redeem("p" + i, tokens.get(i % tokens.size())));
    assertThat(answers).allSatisfy(Scene::assertUnavailable);
    gate.flow();
    assertThat(Patience.with(() -> scene.redeem("late", token)).text("outcome"))
        .isEqualTo("joined");
    scene.assertUnbroken();
  }

  @Test
  void everyConnectionTaken_isUnavailable_andOverAsSoonAsOneIsFree() throws Exception {
    try (Connection owner = database.connect("migrate");
        PreparedStatement hold =
            owner.prepareStatement("select from campaign_sessions for no key update")) {
      owner.setAutoCommit(false);
      hold.execute();
      List<Answer> answers = Together.start(24, i -> scene.redeem("p" + i, token));
      assertThat(answers).allSatisfy(Scene::assertUnavailable);

      CompletableFuture<Answer> waiting = Together.later(() -> scene.redeem("patient", token));
      while (scene.number("select count(*) from pg_locks where not granted") == 0) {
        assertThat(waiting).isNotDone();
      }
      owner.rollback();
      assertThat(waiting.join().text("outcome")).isEqualTo("joined");
    }
    List<Answer> again = Together.start(24, i -> scene.redeem("p" + i, token));
    assertThat(again).allMatch(answer -> answer.text("outcome").equals("joined"));
    scene.assertUnbroken();
  }

  @Test
  void databaseFullOfOthers_isUnavailable_untilOneLeaves() throws Exception {
    try (Connection owner = database.connect("migrate");
        Statement statement = owner.createStatement()) {
      String limit =
          "do $$ begin execute format('alter database %I connection limit {0}', current_database()); end $$";
      statement.execute(limit.replace("{0}", "1"));
      gate.shut();
      gate.open();
      assertUnavailable(scene.redeem("bob", token));
      statement.execute(limit.replace("{0}", "-1"));
    }
    assertThat(scene.redeem("bob", token).text("outcome")).isEqualTo("joined");
  }
}
