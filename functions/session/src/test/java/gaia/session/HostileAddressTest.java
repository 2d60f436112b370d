package gaia.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.RawHttp;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No address leads to another session than the one it names, and none breaks anything. */
class HostileAddressTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  @BeforeAll
  static void sessions() {
    Given given = new Given(SESSION);
    given.session("anna", "friday");
    given.session("anna", "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/session/friday;x=1",
        "/v1/session/;/friday",
        "/v1/session/friday/.",
        "/v1/session/friday/..",
        "/v1/session/friday/../a",
        "/v1/session/a/..%2Ffriday",
        "/v1/session/%2e%2e/session/friday",
        "/v1/session/%2E/friday",
        "/v1/session/friday/%2e",
        "/v1/session/a%2Ffriday",
        "/v1/session/friday%00",
        "/v1/session/friday%0a",
        "/v1/session/friday%",
        "/v1/session/%zz",
        "/v1/session/friday|",
        "/v1/session/friday\\",
        "/v1/session/friday^",
        "/v1/session/friday\"",
        "/v1/session/friday<>",
        "/v1/session/{friday}",
        "/v1/session//friday",
        "//v1/session/friday",
        "/v1//session/friday",
        "/v1/session/friday%20",
        "/v1/session/friday%3B",
        "/v1/session/friday%3F",
        "/v1/session/friday%23",
        "/v1/session/friday%25",
        "/v1/session/friday+",
        "/v1/session/%C3%A4",
        "/v1/session/%FF%FE",
        "/v1/session/%ED%A0%80",
        "/v1/session/%EF%BD%86riday",
        "/v1/session/fr\u00efday",
        "/v1/session/FRIDAY",
        "/v1/session/_friday",
        "/v1/session/friday/x",
        "/v1/session/friday?q=|^",
        "/v1/session?q=|^",
        "/v1/session?limit=%zz",
        "/v1/session?limit=%FF",
        "/v1/session?cursor=%00",
        "/v1/session?cursor=%FF",
        "/v1/session?status=active&status=active",
        "/v1/session?=",
        "/v1/session?&&=&",
        "/v1/session?limit",
        "/v1/session?unknown=1",
        "/v1/session?[]=1",
        "/V1/session",
        "/v1/Session",
        "/v1/session.json",
        "/v1/invite",
        "/v1",
        "/",
        "/_health",
        "/v1/session/healthz/..",
        "*",
        "http://[/v1/session",
      })
  void oddAddress_isRefused(String target) {
    Answer answer = get(target);
    assertThat(answer.status()).describedAs(answer.toString()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("member_count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/session/friday;x=1",
        "/v1/session/friday/.",
        "/v1/session/friday/../a",
        "/v1/session/a/../../session/friday",
        "/v1/session?q=|^"
      })
  void whatOthersWouldReadAnotherWay_isCalledByItsName(String target) {
    assertThat(get(target).body()).contains("\"field\":\"url\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/session/%66riday",
        "/v1/session/friday/",
        "/v1/session/friday?",
        "/v1/session/friday#x"
      })
  void otherSpelling_isTheSameSession_orNone(String target) {
    Answer answer = get(target);
    if (answer.status() == 200) {
      assertThat(answer.body()).contains("\"session_id\":\"friday\"");
    } else {
      assertThat(answer.status()).isBetween(400, 499);
    }
  }

  @Test
  void veryLongId_isNotFound_andALongerLineRefused() {
    Expect.problem(404, "not-found", SESSION.as("anna").get("/v1/session/" + "x".repeat(4_000)));
    Answer endless = get("/v1/session/" + "x".repeat(100_000));
    assertThat(endless.status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/session, 'GET,POST'",
    "PUT, /v1/session/friday, 'GET,PATCH'",
    "DELETE, /v1/session/friday, 'GET,PATCH'",
    "POST, /v1/session/friday, 'GET,PATCH'",
    "GET, /v1/session/friday/pause, POST",
    "PATCH, /v1/session/friday/member, GET",
    "POST, /v1/session/friday/member/00000000-0000-0000-0000-000000000000, DELETE",
    "POST, /v1/session/_health, GET",
    "BREW, /v1/session, 'GET,POST'",
    "TRACE, /v1/session, 'GET,POST'",
    "OPTIONS, /v1/session, 'GET,POST'",
  })
  void wrongMethod_isToldTheRightOnes(String method, String path, String allowed) {
    Answer answer = raw(method + " " + path + " HTTP/1.1");
    assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(405);
    assertThat(answer.body()).contains("urn:gaia:problem:method-not-allowed");
    assertThat(answer.header("Allow").orElseThrow().split(", ?")).contains(allowed.split(","));
  }

  @Test
  void head_isGetWithoutBody() {
    Answer head = raw("HEAD /v1/session/friday HTTP/1.1");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-1-1-1-1", "me", "%00", "{}", "0000"})
  void memberThatIsNoUuid_isRefused(String member) {
    Answer answer = raw("DELETE /v1/session/friday/member/" + member + " HTTP/1.1");
    assertThat(answer.status()).describedAs(answer.toString()).isBetween(400, 499);
  }

  @Test
  void strangersId_isNobodysBusiness() {
    Given given = new Given(SESSION);
    given.session("berta", "secret");
    UUID berta = given.id("berta");
    for (String path : new String[] {"", "/member", "/member?limit=5"}) {
      Expect.problem(404, "not-found", SESSION.as("anna").get("/v1/session/secret" + path));
    }
    Expect.invalid(SESSION.as("anna").get("/v1/session/secret?x=1"), "x");
    Expect.problem(
        404, "not-found", SESSION.as("anna").delete("/v1/session/secret/member/" + berta));
  }

  private static Answer get(String target) {
    return raw("GET " + target + " HTTP/1.1");
  }

  private static Answer raw(String line) {
    String head =
        line
            + "\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
            + SESSION.issuer().token("anna")
            + "\r\n\r\n";
    return RawHttp.send(SESSION.port(), head.getBytes(UTF_8));
  }
}
