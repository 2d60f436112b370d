package gaia.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection URL as libpq reads it, taken to its parameters by libpq's names. Messages quote
 * nothing of it but the names of parameters: any other part may be a password that lost its place.
 */
final class PostgresUrl {
  // As in libpq: what stands before the first @ that no / precedes is user and password.
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?"
              + "(?<host>\\[[0-9a-fA-F:.%]+]|[^:/?@\\[\\]]*)(?::(?<port>[0-9]*))?"
              + "(?:/(?<dbname>[^?]*))?(?:\\?(?<query>.*))?",
          Pattern.DOTALL);
  private static final Set<String> PARAMETERS =
      Set.of(
          "host",
          "port",
          "user",
          "password",
          "dbname",
          "sslmode",
          "sslrootcert",
          "application_name",
          "connect_timeout",
          "channel_binding");
  private static final String FORM_HINT =
      "postgresql://user:password@host:port/database?sslmode=..., and percent-encode"
          + " @ : / ? # % in user and password";

  private PostgresUrl() {}

  static Map<String, String> parameters(String url) {
    Matcher parts = FORM.matcher(url.strip());
    if (!parts.matches()) {
      throw new BadSettings("DATABASE_URL is not a postgresql url", FORM_HINT);
    }
    Map<String, String> found = new HashMap<>();
    for (String name : new String[] {"user", "password", "host", "port", "dbname"}) {
      put(found, name, parts.group(name));
    }
    found.computeIfPresent("host", (name, host) -> host.replaceAll("[\\[\\]]", ""));
    String query = parts.group("query");
    if (query != null && !query.isEmpty()) {
      for (String parameter : query.split("&", -1)) {
        parameter(found, parameter);
      }
    }
    return found;
  }

  private static void parameter(Map<String, String> found, String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "" : decoded(text.substring(0, equals));
    if (!PARAMETERS.contains(name)) {
      throw new BadSettings(
          "DATABASE_URL has a parameter that is not known",
          "known are " + String.join(", ", PARAMETERS.stream().sorted().toList()));
    }
    put(found, name, text.substring(equals + 1));
  }

  private static void put(Map<String, String> found, String name, @Nullable String encoded) {
    if (encoded != null && !encoded.isEmpty()) {
      found.put(name, decoded(encoded));
    }
  }

  /** Unlike in a form, a plus sign stays a plus sign. */
  private static String decoded(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%') {
        out.put(hexadecimal(in, i + 1));
        i += 2;
      } else {
        out.put(in[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new BadSettings("DATABASE_URL is not UTF-8 where it is percent-encoded", FORM_HINT);
    }
  }

  private static byte hexadecimal(byte[] in, int at) {
    int high = at + 1 < in.length ? Character.digit(in[at], 16) : -1;
    int low = at + 1 < in.length ? Character.digit(in[at + 1], 16) : -1;
    if (high < 0 || low < 0 || high + low == 0) {
      throw new BadSettings("DATABASE_URL has a % that starts no character", FORM_HINT);
    }
    return (byte) ((high << 4) | low);
  }
}
