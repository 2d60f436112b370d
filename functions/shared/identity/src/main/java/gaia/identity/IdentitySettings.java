package gaia.identity;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are believed. It is made when the application starts, which therefore refuses to
 * start without an issuer and an audience.
 *
 * @param issuer the exact {@code iss}
 * @param audience one of {@code aud}
 * @param jwksUrl the issuer's keys; absent: where its openid-configuration says
 */
@Context
@ConfigurationProperties("identity")
public record IdentitySettings(
    @Bindable(defaultValue = "") String issuer,
    @Bindable(defaultValue = "") String audience,
    @Nullable String jwksUrl,
    @Bindable(defaultValue = "name") String nameClaim,
    @Bindable(defaultValue = "email") String emailClaim) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public IdentitySettings {
    required(issuer, "IDENTITY_ISSUER", "the exact iss claim of the tokens");
    required(audience, "IDENTITY_AUDIENCE", "the aud claim of the tokens");
    jwksUrl = jwksUrl == null || jwksUrl.isBlank() ? null : jwksUrl;
    fetchable(jwksUrl == null ? issuer : jwksUrl);
  }

  URI discovery() {
    return fetchable(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
  }

  /** Keys that travel in clear text could be anybody's, so only loopback may do without TLS. */
  static URI fetchable(String url) {
    URI uri = parsed(url);
    boolean tls = "https".equals(uri.getScheme());
    boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    if (uri.getHost() == null || !(tls || local)) {
      throw new IllegalArgumentException(
          "the issuer's keys can't come from " + url + ": use https, or http on loopback");
    }
    return uri;
  }

  private static URI parsed(String url) {
    try {
      return URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the issuer's keys can't come from " + url, e);
    }
  }

  private static void required(String value, String name, String hint) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set: give it " + hint);
    }
  }
}
