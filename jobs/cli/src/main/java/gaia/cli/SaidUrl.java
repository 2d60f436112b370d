package gaia.cli;

import gaia.database.DatabaseSettings;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code --database} in place of what the environment says about user, host and name. */
final class SaidUrl {
  private static final Set<String> KEPT = Set.of("DATABASE_ECHO", "DB_IP_TYPES");
  private static final Set<String> KEPT_WITH_PASSWORD =
      Set.of("DATABASE_ECHO", "DB_IP_TYPES", "DB_PASSWORD");

  // Also one with an @ in it: the last of the address is the host's.
  private static final Pattern PASSWORD =
      Pattern.compile("(://[^:/?#@\\s']*:)[^/?#\\s']*(?=@)|([?&]password=)[^&#\\s']*");

  private SaidUrl() {}

  /** For a message that repeats what somebody typed. */
  static String withoutPassword(String text) {
    return PASSWORD
        .matcher(text)
        .replaceAll(said -> (said.group(1) == null ? said.group(2) : said.group(1)) + "***");
  }

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
