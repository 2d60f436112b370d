package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One JSON object a request on standard error, and nothing in it that is somebody's secret. */
class RequestLogTest {
  @Order(1)
  @RegisterExtension
  static final StandardError LOG = new StandardError();

  @Order(2)
  @RegisterExtension
  static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Given given = new Given(SESSION);

  @Test
  void request_leavesItsFields() {
    given.session("anna", "logged");
    SESSION.as("anna").get("/v1/session/logged");
    Answer line = line("GET /v1/session/{id} 200");
    assertThat(line.text("severity")).isEqualTo("INFO");
    assertThat(line.text("time")).endsWith("Z");
    assertThat(line.text("request_id")).matches("[0-9a-f-]{14}7[0-9a-f-]{21}");
    assertThat(line.text("caller")).isEqualTo(given.id("anna").toString());
    assertThat(line.text("route")).isEqualTo("GET /v1/session/{id}");
    assertThat(line.number("status")).isEqualTo(200);
    assertThat(line.text("outcome")).isEqualTo("ok");
    assertThat(line.at("ms").getDoubleValue()).isPositive();
    assertThat(line.at("sql_ms").getDoubleValue())
        .isPositive()
        .isLessThanOrEqualTo(line.at("ms").getDoubleValue());
  }

  @Test
  void problem_isFoundByItsInstance() {
    Answer problem = SESSION.as("anna").delete("/v1/session/absent/member/" + given.id("anna"));
    Answer line = line("DELETE /v1/session/{id}/member/{userId} 404");
    assertThat(problem.text("instance")).isEqualTo("urn:gaia:request:" + line.text("request_id"));
    assertThat(line.text("outcome")).isEqualTo("not-found");
  }

  @Test
  void refusalBeforeAnyRoute_isLoggedToo() {
    SESSION.http().send("PUT", "/v1/session", new byte[70_000]);
    Answer large = line("PUT none 413");
    assertThat(large.text("outcome")).isEqualTo("body-too-large");
    assertThat(large.isNull("caller")).isTrue();
    SESSION.http().get("/v1/session");
    assertThat(line("GET /v1/session 401").number("sql_ms")).isZero();
    SESSION.as("anna").get("/v1/nowhere");
    assertThat(line("GET none 404").text("outcome")).isEqualTo("not-found");
  }

  @Test
  void eachRequest_isOneLine() {
    for (int i = 0; i < 5; i++) {
      SESSION.as("lina").post("/v1/session", "{\"name\": \"line\\u2028break\"}");
    }
    await().atMost(PATIENCE).until(() -> requestsOf("lina").size() == 5);
    assertThat(requestsOf("lina")).hasSize(5);
    assertThat(LOG.lines()).allSatisfy(text -> assertThat(json(text).has("message")).isTrue());
  }

  @Test
  void nothingSecret_isEverWritten() {
    String token = SESSION.issuer().token("eavesdropped", Map.of("name", "Secretname"));
    Http client = SESSION.http().as(token).with("Idempotency-Key", "secret-key");
    Http bad = SESSION.http().as("secret-bearer");
    String body =
        "{\"session_id\": \"secret-id\", \"name\": \"secret-name\", \"metadata\":"
            + " {\"secret-field\": \"secret-value\"}}";
    Expect.status(201, client.post("/v1/session", body));
    Expect.status(422, client.post("/v1/session", body.replace("secret-name", "secret-other")));
    Expect.status(400, client.post("/v1/session", body.replace("}}", "}, \"secret-unknown\": 1}")));
    Expect.status(400, client.patch("/v1/session/secret-id", "{\"name\": \"secret-\\u0000\"}"));
    Expect.status(400, client.get("/v1/session?cursor=secret-cursor"));
    Expect.status(404, client.get("/v1/session/secret-path"));
    Expect.status(401, bad.get("/v1/session/secret-path"));
    await().atMost(PATIENCE).until(() -> LOG.text().contains("\"status\":401"));
    assertThat(LOG.text()).doesNotContainIgnoringCase("secret").doesNotContain(token);
  }

  /** The last such line; it is written after the answer has gone out. */
  private static Answer line(String message) {
    String start = "\"message\":\"" + message + "\"";
    await().atMost(PATIENCE).until(() -> LOG.text().contains(start));
    return json(LOG.lines().stream().filter(l -> l.contains(start)).toList().getLast());
  }

  private List<String> requestsOf(String name) {
    String caller = "\"caller\":\"" + given.id(name) + "\"";
    return LOG.lines().stream()
        .filter(line -> line.contains("\"request_id\"") && line.contains(caller))
        .toList();
  }

  private static Answer json(String line) {
    return new Answer(0, Map.of(), line);
  }
}
