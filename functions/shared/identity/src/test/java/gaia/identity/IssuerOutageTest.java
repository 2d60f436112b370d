package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import gaia.local.issuer.Issuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerOutageTest {
  private static final int CROWD = 64;

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
  @Timeout(120)
  void keysAreFetched_beforeAnybodyAsks() {
    new KeysAhead(verifier);
    while (server.asked.get() == 0) {
      Thread.onSpinWait();
    }
    verifier.verify(server.issuer.mint("host"));
    verifier.prepare();
    assertThat(server.asked).as("whoever came waited for that fetch").hasValue(1);
  }

  @Test
  void keysAreKept_howeverLongTheIssuerIsDown() {
    verifier.verify(server.issuer.mint("host"));
    server.status = 500;
    clock.advance(Duration.ofDays(20));
    assertThat(verifier.verify(server.issuer.mint("guest")).subject()).isEqualTo("guest");
    assertThat(verifier.verify(server.issuer.mint("third")).subject()).isEqualTo("third");
    assertThat(server.asked).as("one attempt a minute").hasValue(2);
  }

  @Test
  void firstFetchThatFails_isNotTheTokensFault_andIsForgottenSoon() {
    server.status = 503;
    unavailable("host");
    unavailable("host");
    assertThat(server.asked).as("the second is told at once").hasValue(1);

    server.status = 200;
    clock.advance(IssuerKeys.AFTER_FAILURE);
    assertThat(verifier.verify(server.issuer.mint("host")).subject()).isEqualTo("host");
  }

  @Test
  void unknownKey_isAskedForOnceAMinute() {
    verifier.verify(server.issuer.mint("host"));
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    for (int i = 0; i < 5; i++) {
      unknown();
    }
    assertThat(server.asked).hasValue(2);
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    unknown();
    assertThat(server.asked).hasValue(3);
  }

  @Test
  void newKey_isLearnt_andTheOldOneForgotten() {
    String old = server.issuer.mint("host");
    verifier.verify(server.issuer.mint("guest"));
    Issuer rotated = Issuer.fresh(server.url(), IssuerServer.AUDIENCE, clock);
    server.jwks = rotated.jwks();
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    assertThat(verifier.verify(rotated.mint("host")).subject()).isEqualTo("host");
    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verifier.verify(old));
  }

  @Test
  void unknownKeyWhileTheIssuerIsDown_isNotTheTokensFault() {
    verifier.verify(server.issuer.mint("host"));
    server.status = 500;
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    Issuer rotated = Issuer.fresh(server.url(), IssuerServer.AUDIENCE, clock);
    assertThatExceptionOfType(IdentityUnavailable.class)
        .isThrownBy(() -> verifier.verify(rotated.mint("host")));
  }

  @Test
  void silentIssuer_costsOneRequestItsPatience_notEach() {
    server.silent = true;
    unavailable("host");
    unavailable("guest");
    assertThat(server.asked).hasValue(1);
  }

  @Test
  void tricklingAnswer_isCutOffToo() {
    server.trickling = true;
    unavailable("host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "[]",
        "{\"keys\":[]}",
        "{\"keys\":7}",
        "{\"keys\":[null]}",
        "{\"keys\":[7]}",
        "{\"keys\":[{\"kty\":\"EC\"",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":{}}]}"
      })
  void answerWithoutKeys_isAnOutage(String jwks) {
    server.jwks = jwks;
    unavailable("host");
  }

  @Test
  void endlesslyNestedAnswer_isAnOutage() {
    server.jwks = "[".repeat(200 * 1024);
    unavailable("host");
    server.jwks = "{\"keys\":".repeat(20 * 1024);
    clock.advance(IssuerKeys.AFTER_FAILURE);
    unavailable("host");
  }

  @Test
  void hugeAnswer_isAnOutage() {
    server.jwks = server.issuer.jwks() + " ".repeat(300 * 1024);
    unavailable("host");
  }

  @Test
  void firstRequestsAtOnce_shareOneFetch() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Stream<Callable<String>> calls =
          Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
              .map(name -> () -> verifier.verify(server.issuer.mint(name)).subject());
      for (var answer : threads.invokeAll(calls.toList())) {
        assertThat(answer.get()).hasSize(1);
      }
    }
    assertThat(server.asked).hasValue(1);
  }

  @Test
  void unknownKeysAtOnce_shareOneFetch() throws Exception {
    verifier.verify(server.issuer.mint("host"));
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    Issuer stranger = Issuer.fresh(server.url(), IssuerServer.AUDIENCE, clock);
    assertThat(atOnce(() -> failure(stranger.mint("host"))))
        .hasSize(CROWD)
        .allMatch(Unauthenticated.class::isInstance);
    assertThat(server.asked).hasValue(2);
  }

  @Test
  void unknownKeysAtOnce_whileTheIssuerIsSilent_areNotTheTokensFault() throws Exception {
    verifier.verify(server.issuer.mint("host"));
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    server.silent = true;
    Issuer rotated = Issuer.fresh(server.url(), IssuerServer.AUDIENCE, clock);
    assertThat(atOnce(() -> failure(rotated.mint("host"))))
        .hasSize(CROWD)
        .allMatch(IdentityUnavailable.class::isInstance);
    assertThat(server.asked).as("and nobody waits in line for another").hasValue(2);
    assertThat(verifier.verify(server.issuer.mint("guest")).subject()).isEqualTo("guest");
  }

  @Test
  void wrongKeys_areForgottenOnceTheRightOnesAreThere() {
    verifier.verify(server.issuer.mint("host"));
    server.jwks = Issuer.fresh(server.url(), IssuerServer.AUDIENCE, clock).jwks();
    clock.advance(IssuerKeys.FRESH);
    assertThat(failure(server.issuer.mint("guest"))).isInstanceOf(Unauthenticated.class);

    server.jwks = server.issuer.jwks();
    clock.advance(IssuerKeys.BETWEEN_REFETCHES);
    assertThat(verifier.verify(server.issuer.mint("guest")).subject()).isEqualTo("guest");
  }

  private static <T> List<T> atOnce(Callable<T> call) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
      for (var result : threads.invokeAll(Collections.nCopies(CROWD, call))) {
        results.add(result.get());
      }
    }
    return results;
  }

  private Throwable failure(String token) {
    return catchThrowable(() -> verifier.verify(token));
  }

  private void unknown() {
    Issuer stranger = Issuer.fresh(server.url(), IssuerServer.AUDIENCE, clock);
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> verifier.verify(stranger.mint("host")));
  }

  private void unavailable(String name) {
    assertThatExceptionOfType(IdentityUnavailable.class)
        .isThrownBy(() -> verifier.verify(server.issuer.mint(name)));
  }
}
