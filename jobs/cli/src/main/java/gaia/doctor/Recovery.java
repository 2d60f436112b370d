package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.warn;

import gaia.archive.Archived;
import gaia.archive.Drill;
import gaia.archive.Shelf.Listing;
import gaia.cli.Units;
import gaia.doctor.Patient.Row;
import gaia.timetable.Timetable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether what is lost today could be had back. */
final class Recovery {
  private Recovery() {}

  static List<Check> checks() {
    return List.of(
        Check.offline("backup", patient -> List.of(backup(patient))),
        Check.offline("restore drill", patient -> List.of(drill(patient))),
        Check.of("point in time", patient -> List.of(log(patient))));
  }

  private static Finding backup(Patient patient) throws IOException {
    Listing listing = patient.shelf().list();
    String place = patient.shelf().store().place();
    if (listing.backups().isEmpty()) {
      return fail("backup", "none in " + place, "gaia backup");
    }
    Archived newest = listing.backups().getFirst();
    String file = newest.manifest().file();
    Duration age = since(patient, newest.manifest().snapshotAt());
    String evidence =
        "%s is %s old, %s, %d in %s"
            .formatted(
                file,
                Units.age(age),
                Units.bytes(newest.manifest().bytes()),
                listing.backups().size(),
                place);
    if (age.compareTo(limit("backup")) > 0) {
      return fail("backup", evidence, "gaia backup; see why the schedule's did not run");
    }
    long there = patient.shelf().store().size(file);
    if (there != newest.manifest().bytes()) {
      return fail(
          "backup",
          file + (there < 0 ? " is gone" : " has " + there + " of its bytes"),
          "gaia backup, and see what touches " + place);
    }
    return listing.damaged().isEmpty()
        ? pass("backup", evidence)
        : warn("backup", evidence + "; damaged: " + listing.damaged().size(), "gaia backups");
  }

  private static Finding drill(Patient patient) throws IOException {
    String name = "restore drill";
    Optional<Drill> latest =
        patient.shelf().list().backups().stream()
            .map(Archived::drill)
            .flatMap(drill -> Optional.ofNullable(drill).stream())
            .max(Comparator.comparing(drill -> Instant.parse(drill.drilledAt())));
    if (latest.isEmpty()) {
      return fail(name, "no backup here was ever restored", "gaia drill");
    }
    Drill drill = latest.get();
    Duration age = since(patient, drill.drilledAt());
    if (!drill.passed()) {
      return fail(name, "failed %s ago: %s".formatted(Units.age(age), drill.error()), "gaia drill");
    }
    String evidence =
        "passed %s ago, recovered in %s"
            .formatted(Units.age(age), Units.age(Duration.ofMillis(drill.recoveryMs())));
    return age.compareTo(limit("drill")) > 0
        ? fail(name, evidence, "gaia drill; see why the schedule's did not run")
        : pass(name, evidence);
  }

  /** The log that backups are continued from; on Cloud SQL it is Google's to keep. */
  private static Finding log(Patient patient) throws SQLException {
    String name = "point in time";
    Row archiver =
        patient.row(
            """
            select archived_count, failed_count, coalesce(last_failed_time > last_archived_time, failed_count > 0),
              coalesce(last_failed_wal, '')
            from pg_stat_archiver
            """);
    String mode = patient.setting("archive_mode");
    if (archiver.is(3)) {
      return fail(
          name,
          "%d segments of the log could not be kept, the last %s"
              .formatted(archiver.number(2), archiver.text(4)),
          "see archive_command and its disk");
    }
    if (Boolean.TRUE.equals(patient.deployment().pointInTimeRecovery())) {
      return pass(name, "recovery to any second is on; archive_mode " + mode);
    }
    return mode.equals("off")
        ? warn(
            name,
            "archive_mode is off: what came after the last backup is lost with the disk",
            "on Cloud SQL point_in_time_recovery_enabled, as infra/database.tf has it")
        : pass(name, archiver.number(1) + " segments of the log are kept");
  }

  private static Duration since(Patient patient, String time) {
    return Duration.between(Instant.parse(time), patient.now());
  }

  /** As old as the schedule lets its last success be. */
  private static Duration limit(String job) {
    return Timetable.bundled().lines().stream()
        .filter(line -> line.job().equals(job))
        .map(Timetable.Line::staleAfter)
        .findFirst()
        .orElse(Duration.ofDays(2));
  }
}
