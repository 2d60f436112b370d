package gaia.backup;

import java.util.Locale;

/** Who writes a backup. */
enum Engine {
  LOCAL,
  CLOUD_SQL;

  /** As somebody says it: {@code cloud-sql}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
