package gaia.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can't be told by a token gets in nowhere, and leaves nothing. */
class UnauthenticatedTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private static final String BODY = "{\"name\": \"Friday\"}";
  // {"alg":"none"} and {"sub":"anna"}
  private static final String UNSIGNED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.";

  static Stream<String> tokens() {
    String good = SESSION.issuer().token("anna");
    return Stream.of(
        "",
        "garbage",
        "a.b.c",
        UNSIGNED,
        good.substring(0, good.length() - 4),
        good + "x",
        good.substring(0, good.lastIndexOf('.') + 1),
        SESSION.issuer().forged("anna"),
        SESSION.issuer().token("anna", Map.of("aud", "another")),
        SESSION.issuer().token("anna", Map.of("iss", "https://elsewhere.example")),
        SESSION.issuer().token("anna", Map.of("exp", 1_600_000_000)),
        SESSION.issuer().token("anna", Map.of("nbf", 4_000_000_000L)),
        SESSION.issuer().token("anna", Map.of("sub", "")));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void badToken_isNobody(String token) {
    refused(SESSION.http().as(token).post("/v1/session", BODY));
  }

  @Test
  void missingClaims_areNobody() {
    for (String claim : new String[] {"sub", "exp", "iss", "aud"}) {
      Map<String, Object> without = new HashMap<>();
      without.put(claim, null);
      refused(SESSION.http().as(SESSION.issuer().token("anna", without)).get("/v1/session"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "bearer ", "Token x", "Bearerx", ","})
  void otherScheme_isNobody(String authorization) {
    refused(SESSION.http().with("Authorization", authorization).get("/v1/session"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/session",
    "GET, /v1/session",
    "GET, /v1/session/friday",
    "PATCH, /v1/session/friday",
    "POST, /v1/session/friday/pause",
    "POST, /v1/session/friday/resume",
    "POST, /v1/session/friday/end",
    "POST, /v1/session/friday/leave",
    "GET, /v1/session/friday/member",
    "DELETE, /v1/session/friday/member/00000000-0000-0000-0000-000000000000",
  })
  void everyRoute_asksWhoCalls_beforeAnythingElse(String method, String path) {
    Http nobody = SESSION.http().with("Idempotency-Key", "not a key");
    refused(nobody.send(method, path + "?surprise=1", "nonsense".getBytes(UTF_8)));
  }

  @Test
  void token_endsInTime_alsoOneThatIsRemembered() {
    Http anna = SESSION.as("anna");
    Expect.ok(anna.get("/v1/session"));
    TestClock.ahead(Duration.ofDays(29));
    Expect.ok(anna.get("/v1/session"));
    TestClock.ahead(Duration.ofDays(31));
    refused(anna.get("/v1/session"));
  }

  @Test
  void schemeIsOfAnyCase() {
    String token = SESSION.issuer().token("anna");
    Expect.ok(SESSION.http().with("Authorization", "bEARER  " + token).get("/v1/session"));
  }

  @Test
  void openRoutes_askNobody() {
    Answer health = Expect.ok(SESSION.http().as("garbage").get("/v1/session/_health"));
    assertThat(health.text("status")).isEqualTo("up");
  }

  @AfterAll
  static void nobodyLeavesAnything() {
    assertThat(SESSION.number("select count(*) from auth.users")).isZero();
    assertThat(SESSION.number("select count(*) from campaign_sessions")).isZero();
    assertThat(SESSION.number("select count(*) from audit.security_events")).isZero();
  }

  private static void refused(Answer answer) {
    Expect.problem(401, "unauthenticated", answer);
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.text("next_step")).isEqualTo("sign_in");
  }
}
