package gaia.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An OpenID issuer of one machine: it takes anybody's word for who they are. */
public final class Issuer {
  private static final Duration LIFE = Duration.ofDays(30);

  private final String url;
  private final String audience;
  private final ECKey key;
  private final Clock clock;

  private Issuer(String url, String audience, ECKey key, Clock clock) {
    this.url = url;
    this.audience = audience;
    this.key = key;
    this.clock = clock;
  }

  /** An issuer whose key is new, so that nobody trusts what an earlier one signed. */
  public static Issuer fresh(String url, String audience, Clock clock) {
    return new Issuer(url, audience, KeyFile.fresh(), clock);
  }

  /** An issuer whose key is kept in a file, so that its tokens outlive a restart. */
  public static Issuer persistent(String url, String audience, Path keyFile, Clock clock) {
    return new Issuer(url, audience, KeyFile.in(keyFile), clock);
  }

  public String url() {
    return url;
  }

  public String audience() {
    return audience;
  }

  /** A token for somebody by this name, good for 30 days. */
  public String mint(String name) {
    return mint(name, Map.of());
  }

  /** The same with claims replaced or added; a claim that is null is left out. */
  public String mint(String name, Map<String, ? extends @Nullable Object> changes) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("iss", url);
    claims.put("sub", name);
    claims.put("aud", audience);
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("exp", clock.instant().plus(LIFE).getEpochSecond());
    claims.put("name", capitalized(name));
    claims.put("email", name.contains("@") ? name : name + "@local.test");
    claims.putAll(changes);
    claims.values().removeIf(value -> value == null);
    return sign(claims);
  }

  private String sign(Map<String, @Nullable Object> claims) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      SignedJWT token =
          new SignedJWT(header, JWTClaimsSet.parse(JSONObjectUtils.toJSONString(claims)));
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException | ParseException e) {
      throw new IllegalArgumentException("claims that make no token: " + claims, e);
    }
  }

  /**
   * The e-mail of a token that this issuer signed and that is not over, as Cloud Run's check asks.
   */
  public Optional<String> email(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      Date end = claims.getExpirationTime();
      boolean good =
          signed.verify(new ECDSAVerifier(key.toECPublicKey()))
              && url.equals(claims.getIssuer())
              && end != null
              && clock.instant().isBefore(end.toInstant());
      return good ? Optional.ofNullable(claims.getStringClaim("email")) : Optional.empty();
    } catch (ParseException | JOSEException notOurs) {
      return Optional.empty();
    }
  }

  public String jwks() {
    return new JWKSet(key).toPublicJWKSet().toString();
  }

  /** The document at {@code /.well-known/openid-configuration} under the issuer's URL. */
  public String discovery(String jwksUrl) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", url);
    document.put("jwks_uri", jwksUrl);
    document.put("id_token_signing_alg_values_supported", List.of("ES256"));
    document.put("response_types_supported", List.of("id_token"));
    document.put("subject_types_supported", List.of("public"));
    return JSONObjectUtils.toJSONString(document);
  }

  private static String capitalized(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
            + name.substring(name.offsetByCodePoints(0, 1));
  }
}
