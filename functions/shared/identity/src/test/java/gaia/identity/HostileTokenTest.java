package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTokenTest {
  // Made once: an RSA key takes half a second.
  private static RSAKey rsa;
  private static ECKey ec;
  private static OctetSequenceKey secret;

  private final TestClock clock = new TestClock();
  private IssuerServer server;

  @BeforeAll
  static void keys() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    secret = new OctetSequenceKeyGenerator(512).keyID("secret").generate();
  }

  @BeforeEach
  void start() throws IOException {
    server = new IssuerServer(clock);
    server.jwks = new JWKSet(List.<JWK>of(rsa, ec, secret)).toString(false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void signaturesOfAnRsaKey_areAccepted(String algorithm) throws Exception {
    String token = signed(JWSAlgorithm.parse(algorithm), "rsa", null, new RSASSASigner(rsa));
    assertThat(server.verifier(clock).verify(token).subject()).isEqualTo("host");
  }

  @Test
  void accessTokenByItsOwnType_isAccepted_anotherTypeIsNot() throws Exception {
    ECDSASigner signer = new ECDSASigner(ec);
    String access = signed(JWSAlgorithm.ES256, "ec", new JOSEObjectType("at+jwt"), signer);
    assertThat(server.verifier(clock).verify(access).subject()).isEqualTo("host");
    refused(signed(JWSAlgorithm.ES256, "ec", new JOSEObjectType("logout+jwt"), signer));
  }

  @Test
  void sharedSecret_neverSigns_evenWhenItStandsAmongTheKeys() throws Exception {
    refused(signed(JWSAlgorithm.HS512, "secret", null, new MACSigner(secret)));
    byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
    refused(signed(JWSAlgorithm.HS256, "rsa", null, new MACSigner(publicKey)));
  }

  @Test
  void keyOfAnotherKindByAKnownName_isRefused() throws Exception {
    refused(signed(JWSAlgorithm.ES256, "rsa", null, new ECDSASigner(ec)));
    RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
    refused(signed(JWSAlgorithm.RS256, "rsa", null, new RSASSASigner(stranger)));
  }

  @Test
  void keyThatTheTokenBringsAlong_isNotUsed() throws Exception {
    RSAKey own = new RSAKeyGenerator(2048).keyID("own").generate();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").jwk(own.toPublicJWK()).build();
    refused(signed(header, new RSASSASigner(own)));
  }

  @Test
  void changedClaims_breakTheSignature() throws Exception {
    String token = signed(JWSAlgorithm.ES256, "ec", null, new ECDSASigner(ec));
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = base64(claims.replace("host", "root"));
    refused(parts[0] + "." + other + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + ".");
    refused(base64("{\"alg\":\"none\"}") + "." + parts[1] + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "...",
        "a.b.c",
        "null",
        "eyJhbGciOiJSUzI1NiJ9",
        "eyJhbGciOiJSUzI1NiJ9..",
        "eyJhbGciOiJSUzI1NiJ9.e30.AAAA",
        "bm90IGpzb24.e30.AAAA",
        "eyJhbGciOjd9.e30.AAAA",
        "W10.e30.AAAA",
        "\u0000.\u0000.\u0000",
        "\ud800.\ud800.\ud800",
        "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ.a.b.c.d"
      })
  void whatIsNoToken_isRefused(String token) {
    refused(token);
  }

  @Test
  void deepNesting_andClaimsOfAnotherType_areRefused() throws Exception {
    refused(base64("{\"alg\":" + "[".repeat(2000)) + ".e30.AAAA");
    refused(raw("{\"iss\":\"I\",\"aud\":\"gaia\",\"sub\":\"host\",\"exp\":\"soon\"}"));
    refused(raw("{\"iss\":\"I\",\"aud\":{},\"sub\":\"host\",\"exp\":9999999999}"));
    refused(raw("[]"));
    refused(raw("7"));
  }

  @Test
  void hugeToken_isRefusedBeforeAnyWork() {
    refused("a".repeat(8 * 1024 + 1));
    assertThat(server.asked).hasValue(0);
  }

  private void refused(String token) {
    Throwable thrown = catchThrowable(() -> server.verifier(clock).verify(token));
    assertThat(thrown).isInstanceOf(Unauthenticated.class);
    if (token.length() > 8) {
      assertThat(thrown.getMessage()).doesNotContain(token.substring(0, 8));
    }
  }

  private String raw(String claims) throws Exception {
    String text = claims.replace("\"I\"", "\"" + server.url() + "\"");
    String header = base64("{\"alg\":\"ES256\",\"kid\":\"ec\"}");
    String input = header + "." + base64(text);
    JWSHeader parsed = JWSHeader.parse("{\"alg\":\"ES256\",\"kid\":\"ec\"}");
    byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
    return input + "." + new ECDSASigner(ec).sign(parsed, bytes);
  }

  private String signed(
      JWSAlgorithm algorithm, String kid, @Nullable JOSEObjectType type, JWSSigner signer)
      throws Exception {
    return signed(new JWSHeader.Builder(algorithm).keyID(kid).type(type).build(), signer);
  }

  private String signed(JWSHeader header, JWSSigner signer) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(server.url())
            .audience("gaia")
            .subject("host")
            .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
