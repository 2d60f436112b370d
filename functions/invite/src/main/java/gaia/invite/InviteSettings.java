package gaia.invite;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Base64;

/**
 * What tokens and links are made with; without it the function refuses to start.
 *
 * @param tokenKey base64, 32 bytes at least
 * @param linkBase the page that takes a token as its fragment
 */
@Context
@ConfigurationProperties("invite")
record InviteSettings(
    @Bindable(defaultValue = "") String tokenKey, @Bindable(defaultValue = "") String linkBase) {
  private static final int KEY_BYTES = 32;

  InviteSettings {
    if (decoded(tokenKey).length < KEY_BYTES) {
      throw new IllegalArgumentException(
          "INVITE_TOKEN_KEY holds "
              + decoded(tokenKey).length
              + " bytes, needs 32: openssl rand -base64 32");
    }
    if (linkBase.isBlank() || linkBase.contains("#")) {
      throw new IllegalArgumentException(
          "INVITE_LINK_BASE must be the address of the page that redeems, without #");
    }
  }

  byte[] key() {
    return decoded(tokenKey);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "INVITE_TOKEN_KEY is not base64: openssl rand -base64 32", e);
    }
  }

  @Override
  public String toString() {
    return "InviteSettings[linkBase=" + linkBase + "]";
  }
}
