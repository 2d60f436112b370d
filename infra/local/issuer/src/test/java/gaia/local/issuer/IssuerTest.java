package gaia.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {
  private static final String URL = "http://127.0.0.1:1/local";
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private final Issuer issuer = Issuer.fresh(URL, "gaia", clock);

  @Test
  void token_isVerifiedByThePublishedKeys_whichHoldNoSecret() throws Exception {
    ECKey published = JWKSet.parse(issuer.jwks()).getKeys().getFirst().toECKey();
    assertThat(published.isPrivate()).isFalse();
    assertThat(SignedJWT.parse(issuer.mint("host")).verify(new ECDSAVerifier(published))).isTrue();
  }

  @Test
  void tokenSaysWhoAndForHowLong() throws Exception {
    assertThat(SignedJWT.parse(issuer.mint("host")).getJWTClaimsSet().toJSONObject())
        .containsEntry("iss", URL)
        .containsEntry("sub", "host")
        .containsEntry("aud", "gaia")
        .containsEntry("name", "Host")
        .containsEntry("email", "host@local.test")
        .containsEntry("exp", Instant.parse("2026-12-20T12:00:00Z").getEpochSecond());
  }

  @Test
  void claimsAreReplacedAndLeftOut() throws Exception {
    Map<String, @Nullable Object> changes = new HashMap<>();
    changes.put("aud", "somebody else");
    changes.put("email", null);
    assertThat(SignedJWT.parse(issuer.mint("host", changes)).getJWTClaimsSet().toJSONObject())
        .containsEntry("aud", "somebody else")
        .doesNotContainKey("email");
  }

  @Test
  void keyInAFileOutlivesTheIssuer_andIsPrivate(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    String token = Issuer.persistent(URL, "gaia", file, clock).mint("host");

    assertThat(Issuer.persistent(URL, "gaia", file, clock).email(token))
        .contains("host@local.test");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void emailOfAStrangersOrAnExpiredToken_isNotBelieved() {
    long past = clock.instant().getEpochSecond() - 1;
    assertThat(issuer.email(Issuer.fresh(URL, "gaia", clock).mint("host"))).isEmpty();
    assertThat(issuer.email(issuer.mint("host", Map.of("exp", past)))).isEmpty();
    assertThat(issuer.email("nonsense")).isEmpty();
  }
}
