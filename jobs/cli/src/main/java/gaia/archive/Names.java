package gaia.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the files of a backup are called: {@code gaia_backup_20261120_201400.sql.gz}, in UTC. */
public final class Names {
  static final String MANIFEST = ".manifest.json";
  static final String DRILL = ".drill.json";

  /** Of a file that is not whole yet. */
  static final String PART = ".part";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'gaia_backup_'yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
  private static final Pattern OURS =
      Pattern.compile("(gaia_backup_[0-9]{8}_[0-9]{6})\\.(sql\\.gz|sql\\.zst|manifest\\.json)");

  private Names() {}

  public static String at(Instant time) {
    return TIME.format(time);
  }

  /** RFC 3339, as manifests have it. */
  public static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Of the backup whose file this is. */
  public static String manifest(String file) {
    return base(file) + MANIFEST;
  }

  /** Without its endings. */
  static String base(String file) {
    return file.replaceFirst("\\..*", "");
  }

  /** Whether a file that is whole was written by a backup. */
  static boolean isOurs(String file) {
    Matcher form = OURS.matcher(file);
    return form.matches();
  }

  static String contentType(String file) {
    return file.endsWith(".json")
        ? "application/json"
        : file.endsWith(".gz") ? "application/gzip" : "application/zstd";
  }

  static boolean isData(String file) {
    return isOurs(file) && !file.endsWith(MANIFEST);
  }
}
