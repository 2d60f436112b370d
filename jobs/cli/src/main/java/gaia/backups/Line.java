package gaia.backups;

import gaia.archive.Archived;
import gaia.archive.Drill;
import gaia.archive.Manifest;
import gaia.archive.Size;
import gaia.cli.Took;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the list shows it.
 *
 * @param bytes that its file has now; -1 where it is gone
 */
record Line(Archived backup, long bytes) {
  boolean isDamaged() {
    return bytes != backup.manifest().bytes();
  }

  /** Cloud SQL does not say how many rows it has exported. */
  private boolean isCounted() {
    return !manifest().unknown().contains("rows");
  }

  private Manifest manifest() {
    return backup.manifest();
  }

  String[] cells() {
    Manifest manifest = backup.manifest();
    return new String[] {
      day(manifest.snapshotAt()),
      Size.of(manifest.bytes()),
      isCounted() ? String.format(Locale.ROOT, "%,d", manifest.rows()) : "unknown",
      "" + manifest.schemaVersion(),
      verified(),
      drilled(backup.drill()),
      Took.seconds(Duration.ofMillis(manifest.tookMs())),
      manifest.file()
    };
  }

  Map<String, Object> item() {
    Manifest manifest = backup.manifest();
    Map<String, Object> item = new HashMap<>();
    item.put("file", manifest.file());
    item.put("snapshot_at", manifest.snapshotAt());
    item.put("bytes", manifest.bytes());
    if (isCounted()) {
      item.put("rows", manifest.rows());
    }
    item.put("engine", manifest.engine());
    item.put("database", manifest.database());
    item.put("reason", manifest.reason());
    item.put("schema", manifest.schemaVersion());
    item.put("took_ms", manifest.tookMs());
    item.put("damaged", isDamaged());
    if (manifest.verifiedAt() != null) {
      item.put("verified_at", manifest.verifiedAt());
    }
    Drill drill = backup.drill();
    if (drill != null) {
      item.put("drilled_at", drill.drilledAt());
      item.put("drill_passed", drill.passed());
      item.put("recovery_ms", drill.recoveryMs());
    }
    return item;
  }

  /** Read back as it was written; that it still has its length is seen at no cost. */
  private String verified() {
    if (isDamaged()) {
      return bytes < 0
          ? "damaged: no file"
          : "damaged: %d of %d bytes".formatted(bytes, backup.manifest().bytes());
    }
    String at = backup.manifest().verifiedAt();
    return at == null ? "no" : day(at);
  }

  private static String drilled(@Nullable Drill drill) {
    if (drill == null) {
      return "no";
    }
    return drill.passed()
        ? "%s in %s"
            .formatted(day(drill.drilledAt()), Took.seconds(Duration.ofMillis(drill.recoveryMs())))
        : "failed " + day(drill.drilledAt());
  }

  /** {@code 2026-11-20 20:14}, in UTC. */
  private static String day(String time) {
    return time.substring(0, 16).replace('T', ' ');
  }
}
