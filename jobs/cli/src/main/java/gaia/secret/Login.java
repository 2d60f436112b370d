package gaia.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.cli.Stop;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;

/** Who a client logs in as, and by which password, taken out of its DATABASE_URL or put into it. */
public record Login(String user, String password, String url) {
  private static final String FORM = "postgresql://user:password@host:port/database";

  public static Login of(Secret.Version version) {
    String userInfo = parsed(version.url()).getRawUserInfo();
    if (userInfo == null) {
      throw unreadable();
    }
    String[] parts = userInfo.split(":", 2);
    return new Login(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]), version.url());
  }

  private static String decoded(String text) {
    // A plus is a plus here, not a space.
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /** The same server, database and settings as another login, whose own URL is given. */
  public String as(String ownUrl) {
    String rest = url.substring(url.indexOf('@') + 1);
    return ownUrl.substring(0, ownUrl.indexOf('@') + 1) + rest;
  }

  @Override
  public String toString() {
    return user;
  }

  /** Without the secret itself in any message. */
  private static URI parsed(String url) {
    try {
      URI uri = new URI(url);
      if ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) {
        return authority(uri);
      }
    } catch (URISyntaxException e) {
      // Said below: its own message would quote the password.
    }
    throw unreadable();
  }

  /** `user:password@/database?host=…` has no host, so Java does not look for a user there. */
  private static URI authority(URI uri) throws URISyntaxException {
    String authority = String.valueOf(uri.getRawAuthority());
    return uri.getRawUserInfo() == null && authority.endsWith("@")
        ? new URI("postgresql://" + authority + "localhost")
        : uri;
  }

  private static Stop unreadable() {
    return Stop.badInput(
        "what the secret holds is no DATABASE_URL with a user", "write one there: " + FORM);
  }
}
