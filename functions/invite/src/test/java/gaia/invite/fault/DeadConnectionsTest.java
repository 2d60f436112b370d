package gaia.invite.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FragileDatabase;
import gaia.testing.Together;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server ends the connections of a pool in which nobody is at work. */
class DeadConnectionsTest {
  private static final int POOL = 3;

  @TempDir Path folder;
  private FragileDatabase database;
  private Scene scene;
  private String token;

  @BeforeEach
  void start() throws Exception {
    database = FragileDatabase.in(folder);
    scene = new Scene(database.url("invite"), POOL, database::owner);
    token = scene.session("idle");
  }

  @AfterEach
  void stop() {
    scene.close();
    database.close();
  }

  @Test
  void endedByAnOperator_costNobodyAnAnswer() throws Exception {
    for (Supplier<Answer> request : everyRoute()) {
      fillThePool();
      try (Connection invite = database.connect("invite");
          Statement statement = invite.createStatement()) {
        statement.execute(
            """
            select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where usename = current_user and pid <> pg_backend_pid()
            """);
      }
      Answer answer = request.get();
      assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }
  }

  /** Whether the first had run nobody can know; the others did not die again. */
  @Test
  void lostWithTheServer_costOneAnswer() throws Exception {
    fillThePool();
    database.kill();
    database.restart();
    List<Answer> answers = everyRoute().stream().map(Supplier::get).toList();
    assertThat(answers.subList(1, answers.size()))
        .allSatisfy(answer -> assertThat(answer.status()).as(answer.body()).isBetween(200, 201));
  }

  private void fillThePool() {
    List<Answer> warm = Together.start(16, i -> scene.issue(Scene.HOST, "idle", "warm" + i));
    assertThat(warm).allMatch(answer -> answer.status() == 201);
  }

  private List<Supplier<Answer>> everyRoute() {
    return List.of(
        () -> scene.redeem("bob", token),
        () -> scene.redeem("carl", token),
        () -> scene.issue(Scene.HOST, "idle", "again"),
        () -> scene.as(Scene.HOST).get("/v1/invite?session_id=idle"),
        () -> scene.as("bob").with("Invite-Token", token).get("/v1/invite/preview"));
  }
}
