package gaia.invite;

import static gaia.invite.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Gate;
import gaia.testing.Http;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a holder of a token learns while something that the function needs is away. */
class OutageTest {
  private static final String TOKEN = "0000-0000-0000-0000-0000-0000-0000";

  @Test
  void databaseAway_everyRouteSaysWhenToComeBack_andWorksOnceItIsBack() {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(URI.create(database.url("invite")).getPort())) {
      gate.shut();
      try (RunningFunction invite = RunningFunction.start(through(gate, database, issuer))) {
        Http anna = invite.http().as(issuer.token("anna"));
        assertThat(everyRoute(anna)).allSatisfy(OutageTest::assertUnavailable);
        assertUnavailable(invite.http().with("Invite-Token", TOKEN).get("/v1/invite/preview"));

        gate.open();
        assertRefused(redeem(anna), 404, "invite-unknown");
      }
    }
  }

  @Test
  void issuerAway_saysNothingOfTheToken_andStillLetsNobodyInParticularLook() {
    TestIssuer issuer = TestIssuer.start();
    String token = issuer.token("anna");
    issuer.close();
    try (TestDatabase database = TestDatabase.create();
        RunningFunction invite = RunningFunction.start("invite", database, issuer)) {
      assertThat(everyRoute(invite.http().as(token)))
          .allSatisfy(
              answer -> {
                assertRefused(answer, 503, "identity-unavailable");
                assertThat(answer.header("Retry-After")).hasValue("1");
              });
      assertRefused(
          invite.http().with("Invite-Token", TOKEN).get("/v1/invite/preview"),
          404,
          "invite-unknown");
    }
  }

  /** All at once, since each may wait for the pool to give up. */
  private static List<Answer> everyRoute(Http signedIn) {
    return Stream.<Supplier<Answer>>of(
            () -> redeem(signedIn),
            () -> signedIn.with("Invite-Token", TOKEN).get("/v1/invite/preview"),
            () -> signedIn.get("/v1/invite?session_id=friday"),
            () -> signedIn.post("/v1/invite", "{\"session_id\": \"friday\"}"),
            () -> signedIn.post("/v1/invite/00000000-0000-7000-8000-000000000000/revoke"))
        .parallel()
        .map(Supplier::get)
        .toList();
  }

  private static Answer redeem(Http signedIn) {
    return signedIn.post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(TOKEN));
  }

  private static void assertUnavailable(Answer answer) {
    assertRefused(answer, 503, "database-unavailable");
    assertThat(answer.header("Retry-After")).hasValue("1");
    assertThat(answer.text("next_step")).isEqualTo("retry");
  }

  private static Map<String, String> through(Gate gate, TestDatabase database, TestIssuer issuer) {
    int port = URI.create(database.url("invite")).getPort();
    String url = database.url("invite").replace(":" + port + "/", ":" + gate.port() + "/");
    return RunningFunction.settings(url, issuer);
  }
}
