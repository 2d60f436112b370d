package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.Gate;
import gaia.testing.Http;
import gaia.testing.RunningFunction;
import gaia.testing.TestClock;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a function answers while something that it needs is away, and that it needs no restart
 * after.
 */
class OutageTest {
  private static final String BODY = "{\"session_id\": \"friday\", \"name\": \"Friday\"}";

  @Test
  void databaseAway_isUnavailable_untilItIsBack() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(port(database))) {
      Map<String, String> settings = RunningFunction.settings(through(gate, database), issuer);
      gate.shut();
      try (RunningFunction session = RunningFunction.start(settings)) {
        Http anna = session.http().as(issuer.token("anna"));
        unavailable(anna.get("/v1/session"));
        Expect.ok(session.http().get("/v1/session/_health"));

        gate.open();
        Expect.status(201, anna.post("/v1/session", BODY));

        gate.shut();
        List<Answer> answers = Race.of(8, i -> anna.get("/v1/session/friday"));
        answers.forEach(OutageTest::unavailable);

        gate.open();
        Expect.ok(anna.get("/v1/session/friday"));
        assertThat(Race.of(8, i -> anna.get("/v1/session")))
            .extracting(Answer::status)
            .containsOnly(200);
      }
    }
  }

  @Test
  void issuerAway_saysNothingOfTheToken() {
    TestIssuer issuer = TestIssuer.start();
    String token = issuer.token("anna");
    issuer.close();
    try (TestDatabase database = TestDatabase.create();
        RunningFunction session = RunningFunction.start("session", database, issuer)) {
      Answer answer = session.http().as(token).get("/v1/session");
      Expect.problem(503, "identity-unavailable", answer);
      assertThat(answer.header("Retry-After")).contains("1");
      assertThat(answer.text("next_step")).isEqualTo("retry");
      Expect.problem(401, "unauthenticated", session.http().as("garbage").get("/v1/session"));
    }
  }

  @Test
  void issuerBackAgain_isAskedAgain() {
    try (TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(URI.create(issuer.url()).getPort());
        TestDatabase database = TestDatabase.create()) {
      Map<String, String> settings = RunningFunction.settings(database.url("session"), issuer);
      settings.put("identity.jwks-url", "http://127.0.0.1:%d/jwks".formatted(gate.port()));
      gate.shut();
      try (RunningFunction session = RunningFunction.start(settings)) {
        Http anna = session.http().as(issuer.token("anna"));
        Expect.problem(503, "identity-unavailable", anna.get("/v1/session"));
        gate.open();
        TestClock.ahead(Duration.ofSeconds(3));
        Expect.ok(anna.get("/v1/session"));
      } finally {
        TestClock.ahead(Duration.ZERO);
      }
    }
  }

  private static void unavailable(Answer answer) {
    Expect.problem(503, "database-unavailable", answer);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(answer.text("next_step")).isEqualTo("retry");
  }

  private static int port(TestDatabase database) {
    return URI.create(database.url("session")).getPort();
  }

  private static String through(Gate gate, TestDatabase database) {
    return database.url("session").replace(":" + port(database) + "/", ":" + gate.port() + "/");
  }
}
