package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.archive.Archived;
import gaia.archive.Drill;
import gaia.archive.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private final List<Archived> all = new ArrayList<>();

  @Test
  void theNewestStay_andTheFirstOfEachMonth() {
    days(0, 75, "asked");
    List<String> kept = kept(10);
    assertThat(kept).hasSize(13).contains("2026-01-01", "2026-02-01", "2026-03-01", "2026-03-16");
    assertThat(kept).contains("2026-03-07").doesNotContain("2026-03-06");
  }

  @Test
  void thoseBeforeAMigration_areCountedApart() {
    days(0, 1, "asked");
    days(1, 31, "migration");
    assertThat(kept(10)).hasSize(11).contains("2026-01-01", "2026-01-31", "2026-01-22");
  }

  @Test
  void theLastOneThatADrillRestored_staysHoweverOld() {
    days(0, 1, "asked");
    add(1, "asked", true);
    add(2, "asked", true);
    add(3, "asked", false);
    days(4, 30, "asked");
    assertThat(kept(3))
        .containsExactlyInAnyOrder(
            "2026-01-01", "2026-01-03", "2026-01-28", "2026-01-29", "2026-01-30");
  }

  private List<String> kept(int keep) {
    List<Archived> left = new ArrayList<>(all.reversed());
    left.removeAll(new Retention(keep).gone(all.reversed()));
    return left.stream().map(each -> each.manifest().snapshotAt().substring(0, 10)).toList();
  }

  private void days(int from, int to, String reason) {
    for (int day = from; day < to; day++) {
      add(day, reason, null);
    }
  }

  private void add(int day, String reason, @Nullable Boolean passed) {
    String at = FIRST.plusDays(day) + "T01:00:00Z";
    Drill drill = passed == null ? null : new Drill(at, passed, 1, 1, "embedded", null);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            "gaia_backup_" + day + ".sql.gz",
            1,
            "",
            "gzip",
            6,
            "local",
            reason,
            "gaia",
            "16",
            "0",
            1,
            "",
            at,
            "",
            at,
            1,
            1,
            1,
            List.of(),
            List.of(),
            List.of());
    all.add(new Archived(manifest, drill));
  }
}
