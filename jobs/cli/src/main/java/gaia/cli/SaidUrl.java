package gaia.cli;

import gaia.database.DatabaseSettings;
import java.util.Set;

/** {@code --database} in place of what the environment says about user, host and name. */
final class SaidUrl {
  private static final Set<String> KEPT = Set.of("DATABASE_ECHO", "DB_IP_TYPES");
  private static final Set<String> KEPT_WITH_PASSWORD =
      Set.of("DATABASE_ECHO", "DB_IP_TYPES", "DB_PASSWORD");

  private SaidUrl() {}

  static boolean hasPassword(String url) {
    return settings(url, KEPT).password() != null;
  }

  static DatabaseSettings settings(String url) {
    DatabaseSettings settings = settings(url, KEPT);
    // A URL without one keeps the password out of the list of processes.
    return settings.password() == null ? settings(url, KEPT_WITH_PASSWORD) : settings;
  }

  private static DatabaseSettings settings(String url, Set<String> kept) {
    return DatabaseSettings.of(
        name -> {
          if (name.equals("DATABASE_URL")) {
            return url;
          }
          return kept.contains(name) ? System.getenv(name) : null;
        });
  }
}
