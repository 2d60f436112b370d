package gaia.cleanup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A preview that was meant must never be a run: what is not understood does nothing. */
class HostileRequestTest {
  @RegisterExtension static final FunctionUnderTest CLEANUP = FunctionUnderTest.of("cleanup");

  private final Callers callers = new Callers(CLEANUP);

  @AfterEach
  void nothingRan() {
    assertThat(CLEANUP.number("select count(*) from ops.job_runs where name = 'cleanup'")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "?preview=, preview",
    "?preview, preview",
    "?preview=1, preview",
    "?preview=yes, preview",
    "?preview=TRUE, preview",
    "?preview=true%20, preview",
    "?preview=true&preview=true, preview",
    "?preview=false&preview=true, preview",
    "?Preview=true, Preview",
    "?dry_run=true, dry_run",
    "?preview=true&x=1, x",
  })
  void oddQuery_isNamed(String query, String field) {
    Expect.invalid(callers.scheduler().post("/v1/cleanup" + query), field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
  void wrongMethod_isToldTheRightOne(String method) {
    var answer = callers.scheduler().send(method, "/v1/cleanup", new byte[0]);
    Expect.problem(405, "method-not-allowed", answer);
    assertThat(answer.header("Allow")).hasValue("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/cleanup;preview=true",
        "/v1/cleanup/preview",
        "/v1/cleanup/true",
        "/v1/cleanup/.",
        "/v1/Cleanup"
      })
  void oddAddress_isRefused(String path) {
    assertThat(callers.scheduler().post(path).status()).isBetween(400, 499);
  }

  @Test
  void largeBody_isRefused() {
    Expect.problem(
        413, "body-too-large", callers.scheduler().send("POST", "/v1/cleanup", new byte[70_000]));
    Expect.problem(
        406,
        "not-acceptable",
        callers
            .scheduler()
            .with("Accept", "text/html")
            .send("POST", "/v1/cleanup", "{}".getBytes(UTF_8)));
  }
}
