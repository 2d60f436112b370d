package gaia.cleanup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schedule runs it, operators look, nobody else comes in. */
class CallersTest {
  @RegisterExtension
  static final FunctionUnderTest CLEANUP =
      FunctionUnderTest.of("cleanup")
          .with("cleanup.operators", "Admin@Local.test, second@local.test");

  private final Callers callers = new Callers(CLEANUP);

  @AfterEach
  void nobodyElseHasRunIt() {
    CLEANUP.sql("delete from ops.job_runs");
    CLEANUP.sql("delete from audit.security_events");
  }

  @Test
  void scheduler_mayDoBoth() {
    Expect.ok(callers.scheduler().post("/v1/cleanup"));
    Expect.ok(callers.scheduler().post("/v1/cleanup?preview=false"));
    Expect.ok(callers.scheduler().post("/v1/cleanup?preview=true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "second", "SECOND@local.test"})
  void operator_looks_andRunsNothing(String name) {
    Expect.ok(callers.as(name).post("/v1/cleanup?preview=true"));
    CLEANUP.sql("delete from ops.job_runs");
    for (String path : List.of("/v1/cleanup", "/v1/cleanup?preview=false")) {
      Expect.problem(403, "forbidden", callers.as(name).post(path));
    }
    assertThat(CLEANUP.number("select count(*) from ops.job_runs where name = 'cleanup'")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?preview=true", "?preview=false"})
  void anybodyElse_isForbidden_andThatIsOnRecord(String query) {
    Expect.problem(403, "forbidden", callers.as("host").post("/v1/cleanup" + query));
    assertThat(CLEANUP.number("select count(*) from ops.job_runs where name = 'cleanup'")).isZero();
    assertThat(
            CLEANUP.one(
                "select event_type || ' ' || user_id || ' ' || resource_type from audit.security_events"))
        .isEqualTo("forbidden " + Ids.v5(CLEANUP.issuer().url(), "host") + " cleanup");
  }

  static Stream<String> tokens() {
    Callers callers = new Callers(CLEANUP);
    String good = CLEANUP.issuer().token(Callers.SCHEDULER);
    return Stream.of(
        "",
        "garbage",
        "a.b.c",
        "..SIGNATURE_REMOVED_BY_GOOGLE",
        "a.b.SIGNATURE_REMOVED_BY_GOOGLE",
        "a.e30.SIGNATURE_REMOVED_BY_GOOGLE",
        "a." + encoded("[]") + ".SIGNATURE_REMOVED_BY_GOOGLE",
        "a." + encoded("null") + ".SIGNATURE_REMOVED_BY_GOOGLE",
        "a." + encoded("{\"exp\":\"9999999999\"}") + ".SIGNATURE_REMOVED_BY_GOOGLE",
        // With its signature it did not come through the check, even where it is a good one.
        good,
        CLEANUP.issuer().forged(Callers.SCHEDULER),
        good.substring(0, good.lastIndexOf('.') + 1),
        good.substring(0, good.lastIndexOf('.')),
        Callers.checked(good) + "x",
        Callers.checked(good) + ".x",
        callers.token(Callers.SCHEDULER, Map.of("exp", 1_600_000_000)),
        callers.token(Callers.SCHEDULER, Map.of("exp", -1)),
        callers.token(Callers.SCHEDULER, Map.of("email", "")),
        callers.token(Callers.SCHEDULER, Map.of("email_verified", false)),
        callers.token(Callers.SCHEDULER, Map.of("sub", "")));
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void badToken_isNobody(String token) {
    refused(CLEANUP.http().as(token).post("/v1/cleanup?preview=true"));
  }

  @Test
  void missingClaims_areNobody() {
    for (String claim : new String[] {"sub", "exp", "iss", "email"}) {
      Map<String, Object> without = new HashMap<>();
      without.put(claim, null);
      String token = CLEANUP.issuer().token(Callers.SCHEDULER, without);
      refused(CLEANUP.http().as(Callers.checked(token)).post("/v1/cleanup"));
    }
  }

  @Test
  void noToken_isNobody_beforeAnythingElse() {
    refused(CLEANUP.http().post("/v1/cleanup"));
    refused(CLEANUP.http().post("/v1/cleanup?preview=perhaps&surprise=1"));
    refused(CLEANUP.http().with("Authorization", "Basic YTpi").post("/v1/cleanup"));
  }

  @Test
  void token_endsInTime() {
    Http scheduler = callers.scheduler();
    TestClock.ahead(Duration.ofDays(29));
    Expect.ok(scheduler.post("/v1/cleanup?preview=true"));
    TestClock.ahead(Duration.ofDays(31));
    refused(scheduler.post("/v1/cleanup?preview=true"));
  }

  /** The platform checks that header alone where both are sent, and passes the other on. */
  @Test
  void operator_doesNotPassForTheSchedule_byASecondHeader() {
    Http both =
        callers
            .scheduler()
            .with(
                "X-Serverless-Authorization",
                "Bearer " + Callers.checked(CLEANUP.issuer().token("admin")));
    Expect.problem(403, "forbidden", both.post("/v1/cleanup"));
    Expect.ok(both.post("/v1/cleanup?preview=true"));
    refused(callers.scheduler().with("X-Serverless-Authorization", "x").post("/v1/cleanup"));
  }

  private static void refused(Answer answer) {
    Expect.problem(401, "unauthenticated", answer);
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
  }
}
