package gaia.cleanup;

import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where no platform stands in front, only the router that plays its check gets in. */
class IngressTest {
  @RegisterExtension
  static final FunctionUnderTest CLEANUP =
      FunctionUnderTest.of("cleanup").with("ingress.key", "known to the router");

  private final Callers callers = new Callers(CLEANUP);

  @Test
  void whoeverGoesPastTheRouter_findsNothing() {
    Expect.problem(404, "not-found", callers.scheduler().post("/v1/cleanup"));
    Expect.problem(
        404,
        "not-found",
        callers.scheduler().with("Ingress-Key", "a guess").post("/v1/cleanup?preview=true"));
    Expect.ok(
        callers
            .scheduler()
            .with("Ingress-Key", "known to the router")
            .post("/v1/cleanup?preview=true"));
  }
}
