package gaia.drill;

import gaia.archive.Archived;
import gaia.archive.BackupPlace;
import gaia.archive.Inspection;
import gaia.archive.Manifest;
import gaia.archive.Parallel;
import gaia.archive.Shelf;
import gaia.archive.Shelf.Listing;
import gaia.archive.Size;
import gaia.archive.Unusable;
import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.cli.ChangingJob;
import gaia.cli.DurationOption;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Took;
import gaia.cli.Units;
import gaia.drift.Expected;
import gaia.restore.Place;
import gaia.schema.Scripts;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "drill",
    description = "Restore the newest backup on a server of its own, to see that it can be.")
final class Drill extends ChangingJob {
  @Mixin private BackupPlace place = new BackupPlace();

  @Option(
      names = "--on",
      paramLabel = "URL",
      description = "Restore it on this server, not on one that is started beside this job.")
  private @Nullable String on;

  @Option(
      names = "--max-recovery",
      paramLabel = "TIME",
      defaultValue = "30m",
      converter = DurationOption.class,
      description = "Fail where it takes longer (${DEFAULT-VALUE}).")
  private Duration maxRecovery = Duration.ofMinutes(30);

  private static final int TOLD = 10;

  private final JsonMapper json;
  private final Scripts scripts;

  Drill(JsonMapper json, Scripts scripts) {
    this.json = json;
    this.scripts = scripts;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Shelf shelf = new Shelf(place.store(), json);
    Manifest manifest = newest(run, shelf);
    Duration lost = Duration.between(Instant.parse(manifest.snapshotAt()), Instant.now());
    run.progress(
        "%s  %s  %s  %,d rows  schema %d  %s old"
            .formatted(
                run.database().place(),
                manifest.file(),
                Size.of(manifest.bytes()),
                manifest.rows(),
                manifest.schemaVersion(),
                Units.age(lost)));
    if (dryRun()) {
      return preview(run, manifest);
    }
    Place live = Place.like(run.home(), run.database().name());
    Trial trial;
    String server;
    try (Ground ground = Ground.of(run, on, manifest)) {
      server = ground.name();
      trial = Trial.of(run, shelf.store(), manifest, ground, live, jobs());
    }
    judge(run, manifest, trial);
    keep(shelf, manifest, trial, lost, server);
    return tell(run, manifest, trial, lost, server);
  }

  private Manifest newest(Run run, Shelf shelf) {
    Listing listing;
    try {
      listing = shelf.list();
    } catch (IOException e) {
      throw Unusable.of(shelf.store(), e);
    }
    listing.damaged().forEach(damaged -> run.progress("ignored    " + damaged));
    String database = run.database().name();
    for (Archived backup : listing.backups()) {
      Manifest manifest = backup.manifest();
      if (manifest.database().equals(database)) {
        if (Inspection.isOurs(manifest)) {
          new Inspection(shelf.store(), manifest).mustBeOurs();
          return manifest;
        }
        run.progress("passed by  %s, which %s wrote".formatted(manifest.file(), manifest.engine()));
      }
    }
    throw Stop.because(
        Outcome.FAILED,
        "no backup of %s in %s".formatted(database, shelf.store().place()),
        "gaia backup makes one; --to or BACKUP_TO says where they lie");
  }

  private Outcome preview(Run run, Manifest manifest) throws SQLException {
    if (on == null) {
      Room room = Room.of(run, manifest);
      room.mustDo();
      run.answer(
          "would start PostgreSQL in %s, about %s of %s that are free"
              .formatted(room.folder(), Size.of(room.data()), Size.of(room.free())));
    }
    run.answer("dry run: %s would be restored".formatted(manifest.file()));
    return Outcome.DONE;
  }

  private void judge(Run run, Manifest manifest, Trial trial) {
    Catalog restored = trial.catalog();
    if (trial.recovery().compareTo(maxRecovery) > 0) {
      trial
          .wrong()
          .add(
              "recovery took %s, more than the %s of --max-recovery"
                  .formatted(Took.seconds(trial.recovery()), Took.seconds(maxRecovery)));
    }
    if (restored == null || manifest.schemaVersion() != scripts.all().getLast().version()) {
      return;
    }
    List<Difference> drift =
        Differences.told(Differences.between(Expected.load(json, scripts).catalog(), restored));
    run.count("drift", drift.size());
    boolean asBackedUp = trial.wrong().stream().noneMatch(wrong -> wrong.startsWith("the schema"));
    if (!asBackedUp) {
      drift.stream().limit(TOLD).forEach(d -> trial.wrong().add(d.state() + " " + d.id()));
    } else if (!drift.isEmpty()) {
      run.progress(
          "the database was backed up with %d differences from its schema: gaia drift names them"
              .formatted(drift.size()));
    }
  }

  /** Beside the manifest, where retention and gaia backups see it. */
  private static void keep(
      Shelf shelf, Manifest manifest, Trial trial, Duration lost, String server) {
    try {
      shelf.put(
          manifest,
          new gaia.archive.Drill(
              Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
              trial.wrong().isEmpty(),
              trial.recovery().toMillis(),
              lost.toMillis(),
              server,
              trial.wrong().isEmpty() ? null : String.join("; ", trial.wrong())));
    } catch (IOException e) {
      Stop why = Unusable.of(shelf.store(), e);
      throw Stop.because(
          Outcome.FAILED,
          "%s %s, but this can't be noted beside it: %s"
              .formatted(
                  manifest.file(),
                  trial.wrong().isEmpty()
                      ? "restores"
                      : "does not do: " + String.join("; ", trial.wrong()),
                  why.getMessage()),
          "let this login write there, or gaia backups says that it was not drilled",
          e);
    }
  }

  private static Outcome tell(
      Run run, Manifest manifest, Trial trial, Duration lost, String server) {
    run.item(
        Map.of(
            "file", manifest.file(),
            "server", server,
            "passed", trial.wrong().isEmpty(),
            "differing", List.copyOf(trial.wrong())));
    run.count("recovery_ms", trial.recovery().toMillis());
    run.count("lost_ms", lost.toMillis());
    run.count("rows", manifest.rows());
    run.count("tables", manifest.tables().size());
    run.count("bytes", manifest.bytes());
    if (!trial.wrong().isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "%s does not do on %s: %s"
              .formatted(manifest.file(), server, String.join("; ", trial.wrong())),
          "take another by gaia backup and drill that; an older one that passed is kept meanwhile");
    }
    run.answer(
        "done: %s restores: %,d rows of %d tables, verified; recovery %s, %s would be lost"
            .formatted(
                manifest.file(),
                manifest.rows(),
                manifest.tables().size(),
                Took.seconds(trial.recovery()),
                Units.age(lost)));
    return Outcome.DONE;
  }

  private static int jobs() {
    return Math.max(2, Parallel.cores());
  }
}
