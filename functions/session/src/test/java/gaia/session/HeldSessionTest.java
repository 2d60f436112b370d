package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session that somebody holds for long is no trouble of the others. */
class HeldSessionTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void whoeverWouldChangeIt_waitsOnOneConnection_andIsToldToRetry() throws SQLException {
    given.session("anna", "held");
    UUID guest = given.member("held", "guest");
    given.session("anna", "free");
    Http anna = SESSION.as("anna");
    List<Supplier<Answer>> changes =
        List.of(
            () -> anna.post("/v1/session/held/pause"),
            () -> anna.post("/v1/session/held/end"),
            () -> anna.patch("/v1/session/held", "{\"name\": \"Saturday\"}"),
            () -> anna.delete("/v1/session/held/member/" + guest),
            () -> SESSION.as("guest").post("/v1/session/held/leave"));
    try (Connection owner = SESSION.database().connect("migrate");
        Statement hold = owner.createStatement()) {
      owner.setAutoCommit(false);
      hold.execute("update campaign_sessions set name = name where session_id = 'held'");
      List<CompletableFuture<Answer>> stuck =
          changes.stream().map(change -> Together.later(change)).toList();
      do {
        assertThat(SESSION.number("select count(*) from pg_locks where not granted"))
            .as("connections that wait for the session")
            .isLessThanOrEqualTo(1);
        Expect.ok(anna.post("/v1/session/free/pause"));
        Expect.ok(anna.post("/v1/session/free/resume"));
        Expect.ok(anna.get("/v1/session/held"));
      } while (!stuck.stream().allMatch(CompletableFuture::isDone));
      for (CompletableFuture<Answer> one : stuck) {
        Expect.problem(503, "database-unavailable", one.join());
        assertThat(one.join().header("Retry-After")).hasValue("1");
      }
    }
    Expect.ok(changes.getFirst().get());
  }
}
