package gaia.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts DATABASE_URL and DB_* together; where both speak of one thing they must agree. */
final class SettingsReader {
  private static final String SOCKETS = "/cloudsql/";
  private static final Pattern INSTANCE = Pattern.compile("([^:/\\s]+:){2,3}[^:/\\s]+");
  private static final Pattern IP_TYPES =
      Pattern.compile("(PUBLIC|PRIVATE|PSC)(,(PUBLIC|PRIVATE|PSC))*");
  private static final String WHERE =
      "set DATABASE_URL=postgresql://user@host/database, or DB_USER, DB_NAME and one of DB_HOST"
          + " and DB_INSTANCE_CONNECTION_NAME";

  private final DatabaseSettings.Setting get;
  private final Map<String, String> url;
  private final List<String> atOdds = new ArrayList<>();

  SettingsReader(DatabaseSettings.Setting get) {
    this.get = get;
    String text = setting("DATABASE_URL");
    this.url = text == null ? Map.of() : PostgresUrl.parameters(text);
  }

  DatabaseSettings read() {
    String user = either("user", "DB_USER");
    String password = either("password", "DB_PASSWORD");
    String database = either("dbname", "DB_NAME");
    String host = host();
    if (!atOdds.isEmpty()) {
      throw new BadSettings(
          "DATABASE_URL and " + String.join(", ", atOdds) + " disagree", "set one or the other");
    }
    String instance = instance(host);
    boolean here = host == null || Tls.isLoopback(host);
    return new DatabaseSettings(
        required(user, "database user"),
        password,
        required(database, "database"),
        host == null ? "localhost" : host,
        port(),
        instance,
        ipTypes(),
        instance != null ? Tls.BY_CONNECTOR : Tls.of(url, here),
        url.get("application_name"),
        connectTimeout(),
        echo());
  }

  /** A host, a socket's folder, or null: DB_INSTANCE_CONNECTION_NAME counts as its folder. */
  private @Nullable String host() {
    String host = either("host", "DB_HOST");
    String name = setting("DB_INSTANCE_CONNECTION_NAME");
    if (name == null || atOdds.contains("DB_HOST")) {
      return host;
    }
    if (host != null && !host.equals(SOCKETS + name)) {
      boolean fromUrl = url.containsKey("host");
      throw new BadSettings(
          (fromUrl ? "DATABASE_URL" : "DB_HOST") + " and DB_INSTANCE_CONNECTION_NAME disagree",
          "the connector wants host=/cloudsql/PROJECT:REGION:INSTANCE of that same instance");
    }
    return SOCKETS + name;
  }

  private static @Nullable String instance(@Nullable String host) {
    if (host == null) {
      return null;
    }
    if (host.startsWith(SOCKETS)) {
      String name = host.substring(SOCKETS.length());
      if (INSTANCE.matcher(name).matches()) {
        return name;
      }
      throw new BadSettings("the Cloud SQL instance is misspelt", "PROJECT:REGION:INSTANCE");
    }
    if (!Tls.isHost(host)) {
      throw new BadSettings(
          "the database's host is not one host name or address",
          "sockets are reached as /cloudsql/PROJECT:REGION:INSTANCE only; a port stands in"
              + " DATABASE_URL");
    }
    return null;
  }

  private int port() {
    String port = url.getOrDefault("port", "5432");
    if (!port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65535) {
      throw new BadSettings("DATABASE_URL's port is not a port", "1 to 65535");
    }
    return Integer.parseInt(port);
  }

  private Duration connectTimeout() {
    String seconds = url.getOrDefault("connect_timeout", "2");
    if (!seconds.matches("[1-9][0-9]?")) {
      throw new BadSettings("connect_timeout is not a number of seconds", "1 to 99");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  private String ipTypes() {
    String types = setting("DB_IP_TYPES");
    // The connector's own default, said aloud because a newer connector may choose another.
    String all = types == null ? "PUBLIC,PRIVATE" : types.replace(" ", "").toUpperCase(Locale.ROOT);
    if (!IP_TYPES.matcher(all).matches()) {
      throw new BadSettings(
          "DB_IP_TYPES is not understood", "PUBLIC, PRIVATE, PSC, in the order to try");
    }
    return all;
  }

  private boolean echo() {
    String echo = setting("DATABASE_ECHO");
    return switch (echo == null ? "false" : echo.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new BadSettings("DATABASE_ECHO is neither true nor false", "true or false");
    };
  }

  private @Nullable String either(String parameter, String name) {
    String ofUrl = url.get(parameter);
    String alone = setting(name);
    if (ofUrl != null && alone != null && !ofUrl.equals(alone)) {
      atOdds.add(name);
    }
    return ofUrl != null ? ofUrl : alone;
  }

  private static String required(@Nullable String value, String what) {
    if (value == null) {
      throw new BadSettings("no " + what + " is named", WHERE);
    }
    return value;
  }

  /** An empty variable is one that was not set: that is how deployments leave one out. */
  private @Nullable String setting(String name) {
    String value = get.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
