package gaia.backup;

import gaia.archive.Compression;
import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Size;
import gaia.archive.Store;
import gaia.cli.ChangingJob;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "backup",
    description = "Write all of the database into a file that psql alone can restore.")
final class Backup extends ChangingJob {
  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = "${env:BACKUP_TO:-backups}",
      description = "Where backups lie, else BACKUP_TO (${DEFAULT-VALUE}).")
  private String to = "backups";

  @Option(
      names = "--compress",
      paramLabel = "HOW",
      defaultValue = "gzip",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Compression compress = Compression.GZIP;

  @Option(
      names = "--level",
      paramLabel = "N",
      description = "How hard; gzip 1 to 9 (6), zstd 1 to 19 (3).")
  private @Nullable Integer level;

  @Option(names = "--jobs", paramLabel = "N", description = "Work with so many connections.")
  private @Nullable Integer jobs;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Keep so many, as many made before migrations, one of each month, and the last one that"
              + " was drilled (${DEFAULT-VALUE}).")
  private int keep = 10;

  private static final int MOST_KEPT = 10_000;

  private final TakeBackup take;
  private final JsonMapper json;

  Backup(TakeBackup take, JsonMapper json) {
    this.take = take;
    this.json = json;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Wish wish = wish();
    Shelf shelf = new Shelf(Store.of(to), json);
    Housekeeping housekeeping = new Housekeeping(run, shelf, keep);
    run.progress(
        "%s  PostgreSQL %s"
            .formatted(
                run.database().place(),
                run.home().getMetaData().getDatabaseProductVersion().split(" ", 2)[0]));
    if (dryRun()) {
      return preview(run, housekeeping);
    }
    housekeeping.clear();
    Manifest manifest = take.of(run, shelf, wish);
    housekeeping.retain();
    tell(run, manifest);
    run.answer(
        "done: %s in %s, %s, %,d rows of %d tables, read back, %s"
            .formatted(
                manifest.file(),
                shelf.store().place(),
                Size.of(manifest.bytes()),
                manifest.rows(),
                manifest.tables().size(),
                run.took()));
    return Outcome.DONE;
  }

  private Outcome preview(Run run, Housekeeping housekeeping) throws SQLException {
    try (Snapshot snapshot = Snapshot.take(run.database())) {
      Contents contents = Contents.read(snapshot.first());
      long bytes = contents.sources().stream().mapToLong(Source::bytes).sum();
      housekeeping.preview();
      run.count("tables", contents.columns().size());
      run.count("table_bytes", bytes);
      run.answer(
          "dry run: %d tables of %s would be written to %s"
              .formatted(contents.columns().size(), Size.of(bytes), to));
      return Outcome.DONE;
    }
  }

  private static void tell(Run run, Manifest manifest) {
    run.item(
        Map.of(
            "file", manifest.file(),
            "sha256", String.valueOf(manifest.sha256()),
            "snapshot_at", manifest.snapshotAt(),
            "wal_position", String.valueOf(manifest.walPosition())));
    run.count("bytes", manifest.bytes());
    run.count("plain_bytes", manifest.plainBytes());
    run.count("rows", manifest.rows());
    run.count("tables", manifest.tables().size());
    run.count("schema", manifest.schemaVersion());
  }

  private Wish wish() {
    int most = compress.hardest();
    int hard = within("--level", level == null ? compress.usualLevel() : level, most);
    within("--keep", keep, MOST_KEPT);
    int workers = within("--jobs", jobs == null ? Wish.cores() : jobs, Wish.MOST_JOBS);
    return new Wish(compress, hard, workers, "asked");
  }

  private static int within(String option, int said, int most) {
    if (said < 1 || said > most) {
      throw Stop.usage(
          option + " " + said + " is not between 1 and " + most, "gaia backup --help says more");
    }
    return said;
  }
}
