package gaia.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.RawHttp;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHeaderTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private static final String BODY = "{\"name\": \"Friday\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/problem+json",
        "application/json-patch+json",
        "json",
        "*/*",
        "",
        ";",
        "application/json, text/plain"
      })
  void otherMediaType_isUnsupported(String type) {
    Answer answer = SESSION.as("anna").with("Content-Type", type).post("/v1/session", BODY);
    Expect.problem(415, "unsupported-media-type", answer);
  }

  @Test
  void multipart_isUnsupported() {
    Answer answer = post("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 18");
    assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(415);
  }

  @Test
  void missingMediaType_isUnsupported() {
    Answer answer = post("Content-Length: 18");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("urn:gaia:problem:unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
  void json_isTaken(String type) {
    Expect.status(201, SESSION.as("anna").with("Content-Type", type).post("/v1/session", BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "image/*"})
  void otherAnswer_isNotAcceptable(String accept) {
    Answer answer = SESSION.as("anna").with("Accept", accept).get("/v1/session");
    Expect.problem(406, "not-acceptable", answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*", "text/html, */*;q=0.1"})
  void whoeverTakesJson_getsIt(String accept) {
    Expect.ok(SESSION.as("anna").with("Accept", accept).get("/v1/session"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "a", "a/b/c", ";q=1", "*/*;q=x", "\u00e9/\u00e9", ","})
  void unreadableAccept_breaksNothing(String accept) {
    Answer answer = raw("GET /v1/session HTTP/1.1", token("anna"), "Accept: " + accept);
    assertThat(answer.status()).describedAs(answer.toString()).isIn(200, 400, 406);
  }

  @Test
  void largeBody_isRefused_unread() {
    byte[] large = "x".repeat(64 * 1024 + 1).getBytes(UTF_8);
    Expect.problem(413, "body-too-large", SESSION.as("anna").send("POST", "/v1/session", large));
    Expect.problem(413, "body-too-large", SESSION.http().send("POST", "/v1/session", large));
    Expect.problem(
        413, "body-too-large", SESSION.as("anna").send("POST", "/v1/session/friday/pause", large));
  }

  @Test
  void largeBody_isRefused_whenItsLengthIsNotTold() {
    byte[] body = ("{\"name\": \"" + "x".repeat(70_000) + "\"}").getBytes(UTF_8);
    Answer answer =
        SESSION
            .as("anna")
            .with("Content-Type", "application/json")
            .send(
                "POST",
                "/v1/session",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    Expect.problem(413, "body-too-large", answer);
  }

  @Test
  void refusal_leavesTheConnectionUsable() {
    String large = " ".repeat(60_000) + BODY;
    for (int i = 0; i < 20; i++) {
      Expect.status(401, SESSION.http().post("/v1/session", large));
      Expect.status(404, SESSION.as("anna").post("/v1/nowhere", large));
    }
  }

  @Test
  void bodyOfTheCap_isRead() {
    byte[] body = (" ".repeat(64 * 1024 - BODY.length()) + BODY).getBytes(UTF_8);
    Expect.status(201, SESSION.as("anna").send("POST", "/v1/session", body));
  }

  @Test
  void twoAuthorizations_areNobody() {
    Answer answer = raw("GET /v1/session HTTP/1.1", token("anna"), token("berta"));
    assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(401);
  }

  @Test
  void giantHeaders_areRefused() {
    List<String> head = new ArrayList<>(List.of("GET /v1/session HTTP/1.1", token("anna")));
    head.add("X-Giant: " + "x".repeat(100_000));
    assertThat(raw(head.toArray(new String[0])).status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: x",
        "Content-Length: 18\r\nContent-Length: 19",
        "Content-Length: 18\r\nTransfer-Encoding: chunked",
        "Content-Type: application/json\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Bad Header: x\r\nContent-Length: 18",
        "Content-Length: 18\r\nExpect: magic"
      })
  void brokenFraming_isRefused(String headers) {
    Answer answer = post(headers);
    assertThat(answer.status()).describedAs(answer.toString()).isBetween(400, 499);
  }

  private static String token(String name) {
    return "Authorization: Bearer " + SESSION.issuer().token(name);
  }

  private static Answer post(String headers) {
    String request =
        "POST /v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n%s\r\n\r\n%s"
            .formatted(token("anna"), headers, BODY);
    return RawHttp.send(SESSION.port(), request.getBytes(UTF_8));
  }

  private static Answer raw(String... head) {
    List<String> lines = new ArrayList<>(List.of(head));
    lines.add(1, "Host: x");
    lines.add("Connection: close");
    return RawHttp.send(SESSION.port(), lines.toArray(new String[0]));
  }
}
