package gaia.invite.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Gate;
import gaia.testing.Http;
import gaia.testing.RunningFunction;
import gaia.testing.TestClock;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import gaia.testing.Together;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The issuer's keys can't be had, while strangers come with keys that nobody has seen. */
class LyingIssuerTest {
  private static final int CROWD = 64;
  private static final String TOKEN = "0000-0000-0000-0000-0000-0000-0000";
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private TestDatabase database;
  private TestIssuer issuer;
  private Gate gate;
  private RunningFunction invite;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    issuer = TestIssuer.start();
    gate = new Gate(URI.create(issuer.url()).getPort());
    Map<String, String> settings = RunningFunction.settings(database.url("invite"), issuer);
    settings.put("identity.jwks-url", "http://127.0.0.1:%d/jwks".formatted(gate.port()));
    invite = RunningFunction.start(settings);
  }

  @AfterEach
  void stop() {
    TestClock.ahead(Duration.ZERO);
    invite.close();
    gate.close();
    issuer.close();
    database.close();
  }

  @Test
  void silentIssuer_holdsUpNobodyWhoIsKnown_andStrangersOnlyOnce() {
    String known = issuer.token("anna");
    assertThat(redeem(known).status()).isEqualTo(404);
    gate.stall();
    TestClock.ahead(Duration.ofMinutes(2));
    List<Answer> answers =
        Together.start(CROWD, i -> i % 2 == 0 ? redeem(issuer.forged("mallory")) : redeem(known));
    for (int i = 0; i < CROWD; i++) {
      if (i % 2 == 0) {
        assertUnsure(answers.get(i));
      } else {
        assertThat(answers.get(i).status()).isEqualTo(404);
      }
    }
    assertThat(redeem(issuer.token("bob")).status()).as("by a key that is known").isEqualTo(404);

    gate.flow();
    TestClock.ahead(Duration.ofMinutes(4));
    assertThat(redeem(issuer.forged("mallory")).status()).isEqualTo(401);
    int fetches = issuer.fetches();
    assertThat(Together.start(CROWD, i -> redeem(issuer.forged("mallory")).status()))
        .containsOnly(401);
    assertThat(issuer.fetches()).as("a minute has not passed").isEqualTo(fetches);
  }

  @Test
  void issuerThatIsDown_isMissedByNobodyWhoIsKnown_andAskedAgain() {
    String known = issuer.token("anna");
    assertThat(redeem(known).status()).isEqualTo(404);
    gate.shut();
    TestClock.ahead(Duration.ofMinutes(20));
    assertThat(redeem(issuer.token("anna")).status()).isEqualTo(404);
    assertUnsure(redeem(issuer.forged("mallory")));

    gate.open();
    TestClock.ahead(Duration.ofMinutes(22));
    assertThat(redeem(issuer.forged("mallory")).status()).isEqualTo(401);
    assertThat(redeem(issuer.token("anna")).status()).isEqualTo(404);
  }

  private Answer redeem(String bearer) {
    Http http = invite.http().as(bearer).within(LIMIT);
    return http.post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(TOKEN));
  }

  private static void assertUnsure(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.text("type")).isEqualTo("urn:gaia:problem:identity-unavailable");
    assertThat(answer.header("Retry-After")).hasValue("1");
  }
}
