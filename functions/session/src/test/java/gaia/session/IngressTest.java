package gaia.session;

import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A function whose port anybody could reach, behind a router that alone knows the key. */
class IngressTest {
  @RegisterExtension
  static final FunctionUnderTest SESSION =
      FunctionUnderTest.of("session").with("ingress.key", "known to the router");

  @Test
  void requestWithTheKey_isServed() {
    Expect.status(
        200, SESSION.as("anna").with("Ingress-Key", "known to the router").get("/v1/session"));
  }

  @Test
  void requestWithoutIt_findsNothing_howeverSignedIn() {
    Expect.problem(404, "not-found", SESSION.as("anna").get("/v1/session"));
    Expect.problem(
        404, "not-found", SESSION.as("anna").with("Ingress-Key", "a guess").get("/v1/session"));
    Expect.problem(404, "not-found", SESSION.http().get("/v1/session/_health"));
  }
}
