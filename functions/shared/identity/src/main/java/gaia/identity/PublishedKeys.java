package gaia.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/** Where the keys come from: the address that was set, or the one that the issuer publishes. */
final class PublishedKeys {
  private final IdentitySettings settings;

  PublishedKeys(IdentitySettings settings) {
    this.settings = settings;
  }

  /** The keys, or an IOException: unreachable, too slow in all, or not a set of keys. */
  JWKSet keys(Duration limit) throws IOException {
    long deadline = Download.in(limit);
    URI from =
        settings.jwksUrl() != null
            ? IdentitySettings.fetchable(settings.jwksUrl())
            : published(deadline);
    try {
      JWKSet keys = JWKSet.parse(Download.text(from, deadline));
      if (keys.isEmpty()) {
        throw new IOException(from + " holds no keys");
      }
      return keys;
    } catch (ParseException | RuntimeException e) {
      // The library trips over some documents, such as one with a null for a key.
      throw new IOException(from + " is not a json web key set", e);
    }
  }

  private URI published(long deadline) throws IOException {
    URI from = settings.discovery();
    try {
      Map<String, Object> document = JSONObjectUtils.parse(Download.text(from, deadline));
      // One issuer must not be able to speak for another.
      if (!settings.issuer().equals(document.get("issuer"))) {
        throw new IOException(from + " is of another issuer than " + settings.issuer());
      }
      if (!(document.get("jwks_uri") instanceof String keys)) {
        throw new IOException(from + " names no jwks_uri");
      }
      return IdentitySettings.fetchable(keys);
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException(from + " is not an openid configuration", e);
    }
  }
}
