package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
  private final TestClock clock = new TestClock();
  private IssuerServer server;
  private TokenVerifier verifier;

  @BeforeEach
  void start() throws Exception {
    server = new IssuerServer(clock);
    verifier = server.verifier(clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tokenProvesItsCaller() {
    Caller caller = verifier.verify(server.issuer.mint("host"));
    assertThat(caller)
        .isEqualTo(
            new Caller(
                Ids.v5(server.url(), "host"), server.url(), "host", "Host", "host@local.test"));
  }

  @Test
  void claimsForNameAndEmail_areThoseThatWereSet() {
    IdentitySettings settings =
        new IdentitySettings(
            server.url(), IssuerServer.AUDIENCE, server.url() + "/keys", "nick", "mail");
    Caller caller =
        new TokenVerifier(settings, clock)
            .verify(server.issuer.mint("host", Map.of("nick", "Zed", "mail", "z@b.test")));
    assertThat(caller.name()).isEqualTo("Zed");
    assertThat(caller.email()).isEqualTo("z@b.test");
  }

  @Test
  void oneOfSeveralAudiences_isEnough() {
    String token = server.issuer.mint("host", Map.of("aud", List.of("other", "gaia")));
    assertThat(verifier.verify(token).subject()).isEqualTo("host");
  }

  @Test
  void keysAreFoundThroughTheIssuersOwnDocument() {
    TokenVerifier discovering = server.verifier(null, clock);
    assertThat(discovering.verify(server.issuer.mint("host")).subject()).isEqualTo("host");
    assertThat(server.asked).hasValue(2);
  }

  @Test
  void documentOfAnotherIssuer_isNotBelieved() {
    server.discovery = server.discovery.replace("\"issuer\":\"http", "\"issuer\":\"https");
    TokenVerifier discovering = server.verifier(null, clock);
    assertThatExceptionOfType(IdentityUnavailable.class)
        .isThrownBy(() -> discovering.verify(server.issuer.mint("host")));
  }

  @Test
  void rememberedToken_isGoodUntilItExpires() {
    long in90Seconds = clock.instant().plusSeconds(90).getEpochSecond();
    String token = server.issuer.mint("host", Map.of("exp", in90Seconds));
    Caller first = verifier.verify(token);
    clock.advance(Duration.ofSeconds(80));
    assertThat(verifier.verify(token)).isSameAs(first);

    clock.advance(Duration.ofSeconds(30));
    refused(token, "expired");
  }

  @Test
  void tokenIsCheckedAgainAfterFiveMinutes_whenItsKeyMayBeGone() throws Exception {
    String token = server.issuer.mint("host");
    verifier.verify(token);
    try (IssuerServer other = new IssuerServer(clock)) {
      server.jwks = other.jwks;
    }
    clock.advance(Duration.ofMinutes(4));
    assertThat(verifier.verify(token).subject()).isEqualTo("host");

    clock.advance(IssuerKeys.FRESH);
    refused(token, "key");
  }

  @Test
  void clocksMayDifferByAFewSeconds() {
    long now = clock.instant().getEpochSecond();
    verifier.verify(server.issuer.mint("host", Map.of("exp", now - 5)));
    verifier.verify(server.issuer.mint("host", Map.of("nbf", now + 5)));
    refused(server.issuer.mint("host", Map.of("exp", now - 15)), "expired");
    refused(server.issuer.mint("host", Map.of("nbf", now + 15)), "before use");
  }

  @Test
  void claimsThatAreNotForUs_areRefused() {
    refused(server.issuer.mint("host", Map.of("aud", "other")), "aud");
    refused(server.issuer.mint("host", Map.of("iss", server.url() + "/")), "iss");
    for (String missing : List.of("aud", "iss", "sub", "exp")) {
      Map<String, @Nullable Object> without = new HashMap<>();
      without.put(missing, null);
      refused(server.issuer.mint("host", without), missing);
    }
  }

  private void refused(String token, String why) {
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> verifier.verify(token))
        .withMessageContaining(why);
  }
}
