package gaia.database;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is protected.
 *
 * @param mode libpq's sslmode
 * @param rootCertificate a file; absent: the authorities that Java trusts
 * @param channelBinding libpq's channel_binding, where it was said
 */
public record Tls(String mode, @Nullable String rootCertificate, @Nullable String channelBinding) {
  /** Within the connector's own TLS a second one would be refused. */
  static final Tls BY_CONNECTOR = new Tls("disable", null, null);

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+(%\\w+)?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|(0{0,4}:){2,7}0{0,3}1");
  private static final Set<String> SAID_ALOUD =
      Set.of("disable", "require", "verify-ca", "verify-full");
  private static final Set<String> PERHAPS = Set.of("allow", "prefer");

  static Tls of(Map<String, String> url, boolean loopback) {
    String mode = url.getOrDefault("sslmode", loopback ? "disable" : "verify-full");
    if (PERHAPS.contains(mode) && !loopback) {
      throw new BadSettings(
          "sslmode=" + mode + " is plaintext in disguise: who stands between may choose it",
          "leave it out for verify-full, or say sslmode=disable aloud");
    }
    if (!SAID_ALOUD.contains(mode) && !PERHAPS.contains(mode)) {
      throw new BadSettings(
          "sslmode is not understood", "verify-full, verify-ca, require, disable");
    }
    String root = url.get("sslrootcert");
    return new Tls(mode, "system".equals(root) ? null : root, url.get("channel_binding"));
  }

  /** By its spelling only: a name that resolves to loopback today may not tomorrow. */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  static boolean isHost(String host) {
    return HOST.matcher(host).matches();
  }

  boolean verifies() {
    return mode.startsWith("verify");
  }
}
