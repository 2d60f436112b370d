package gaia.backup;

import static java.util.stream.Collectors.partitioningBy;

import gaia.archive.Archived;
import gaia.archive.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which backups of one database stay: the newest ones, those made before a migration counted apart,
 * the first of each month for good, and the newest that a drill has restored.
 *
 * @param keep how many of the usual ones, and as many made before a migration
 */
record Retention(int keep) {
  /**
   * What may go.
   *
   * @param all of one database, the newest first
   * @return those that go, the oldest first
   */
  List<Archived> gone(List<Archived> all) {
    Set<Archived> kept = new HashSet<>();
    all.stream()
        .collect(partitioningBy(Retention::isBeforeMigration))
        .values()
        .forEach(kind -> kept.addAll(kind.subList(0, Math.min(keep, kind.size()))));
    all.stream().filter(Archived::isDrilled).findFirst().ifPresent(kept::add);
    Set<String> months = new HashSet<>();
    List<Archived> gone = new ArrayList<>();
    for (Archived backup : all.reversed()) {
      boolean monthly = !isBeforeMigration(backup) && months.add(month(backup));
      if (!monthly && !kept.contains(backup)) {
        gone.add(backup);
      }
    }
    return gone;
  }

  private static boolean isBeforeMigration(Archived backup) {
    return backup.manifest().reason().equals(Manifest.MIGRATION);
  }

  /** {@code 2026-11}. */
  private static String month(Archived backup) {
    return backup.manifest().snapshotAt().substring(0, 7);
  }
}
