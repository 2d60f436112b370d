package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
  @RegisterExtension
  static final FunctionUnderTest SESSION =
      FunctionUnderTest.of("session")
          .with("cors.origins", "https://play.example, https://other.example");

  private static final String ORIGIN = "https://play.example";

  @Test
  void listedOrigin_mayReadAnswersAndProblems() {
    Http page = SESSION.as("anna").with("Origin", ORIGIN);
    Http nobody = SESSION.http().with("Origin", ORIGIN);
    mayRead(
        Expect.status(201, page.post("/v1/session", "{\"session_id\": \"c\", \"name\": \"x\"}")));
    mayRead(Expect.ok(page.patch("/v1/session/c", "{}")));
    mayRead(Expect.ok(page.post("/v1/session/c/pause")));
    mayRead(Expect.status(409, page.post("/v1/session/c/leave")));
    mayRead(Expect.ok(page.get("/v1/session")));
    mayRead(Expect.status(400, page.get("/v1/session?limit=x")));
    mayRead(Expect.status(400, page.get("/v1/session/a;b")));
    mayRead(Expect.status(401, nobody.get("/v1/session")));
    mayRead(Expect.status(404, page.get("/v1/session/absent")));
    mayRead(Expect.status(404, page.get("/v1/nowhere")));
    mayRead(Expect.status(405, page.delete("/v1/session")));
    mayRead(Expect.status(413, page.send("POST", "/v1/session", new byte[70_000])));
    mayRead(Expect.status(415, page.with("Content-Type", "text/plain").post("/v1/session", "{}")));
  }

  @Test
  void preflight_needsNoToken() {
    Answer answer = preflight("https://other.example", "/v1/session");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains("https://other.example");
    assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow())
        .contains("GET", "POST", "PATCH", "DELETE");
    assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow().toLowerCase(Locale.ROOT))
        .contains("authorization", "content-type", "idempotency-key", "if-none-match");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://play.example",
        "https://play.example.evil.example",
        "https://play.example:8443",
        "HTTPS://PLAY.EXAMPLE",
        "null",
        "*"
      })
  void otherOrigin_mayReadNothing(String origin) {
    for (Answer answer :
        new Answer[] {
          SESSION.as("anna").with("Origin", origin).get("/v1/session"),
          SESSION.http().with("Origin", origin).get("/v1/session"),
          preflight(origin, "/v1/session")
        }) {
      assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
      assertThat(answer.header("Vary")).contains("Origin");
    }
    assertThat(preflight(origin, "/v1/session").status()).isBetween(400, 499);
  }

  @Test
  void withoutOrigin_nothingIsSaidOfOrigins() {
    Answer answer = SESSION.as("anna").get("/v1/session");
    assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
  }

  private static Answer preflight(String origin, String path) {
    return SESSION
        .http()
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "POST")
        .with("Access-Control-Request-Headers", "authorization,content-type")
        .send("OPTIONS", path, BodyPublishers.noBody());
  }

  private static void mayRead(Answer answer) {
    assertThat(answer.headers().get("access-control-allow-origin")).containsExactly(ORIGIN);
    assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("ETag", "Location", "Retry-After");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Vary")).contains("Origin");
  }
}
