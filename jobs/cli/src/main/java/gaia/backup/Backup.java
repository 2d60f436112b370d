package gaia.backup;

import gaia.archive.BackupPlace;
import gaia.archive.Compression;
import gaia.archive.Manifest;
import gaia.archive.Parallel;
import gaia.archive.Shelf;
import gaia.archive.Size;
import gaia.backup.export.ManagedExport;
import gaia.cli.ChangingJob;
import gaia.cli.DurationOption;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "backup",
    description = "Write all of the database into a file that psql alone can restore.")
final class Backup extends ChangingJob {
  @Mixin private BackupPlace place = new BackupPlace();

  @Option(
      names = "--engine",
      paramLabel = "WHO",
      defaultValue = "local",
      description =
          "${COMPLETION-CANDIDATES}: gaia, or Cloud SQL's own export into a bucket (${DEFAULT-VALUE}).")
  private Engine engine = Engine.LOCAL;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "50m",
      converter = DurationOption.class,
      description = "How long Cloud SQL may take for its export (${DEFAULT-VALUE}).")
  private Duration wait = Duration.ofMinutes(50);

  @Option(
      names = "--compress",
      paramLabel = "HOW",
      description = "${COMPLETION-CANDIDATES} (gzip).")
  private @Nullable Compression compress;

  @Option(
      names = "--level",
      paramLabel = "N",
      description = "How hard; gzip 1 to 9 (6), zstd 1 to 19 (3).")
  private @Nullable Integer level;

  @Mixin private Parallel parallel = new Parallel();

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
  private final BeanProvider<ManagedExport> export;
  private final JsonMapper json;

  Backup(TakeBackup take, BeanProvider<ManagedExport> export, JsonMapper json) {
    this.take = take;
    this.export = export;
    this.json = json;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Wish wish = wish();
    if (engine == Engine.CLOUD_SQL) {
      ManagedExport.mustGoToBucket(place.toString());
    }
    Shelf shelf = new Shelf(place.store(), json);
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
    Manifest manifest =
        engine == Engine.LOCAL ? take.of(run, shelf, wish) : export.get().make(run, shelf, wait);
    housekeeping.retain(manifest);
    tell(run, manifest);
    run.answer(
        "done: %s in %s, %s, %s, read back, %s"
            .formatted(
                manifest.file(),
                shelf.store().place(),
                Size.of(manifest.bytes()),
                engine == Engine.LOCAL
                    ? "%,d rows of %d tables".formatted(manifest.rows(), manifest.tables().size())
                    : "exported by Cloud SQL",
                run.took()));
    return Outcome.DONE;
  }

  private Outcome preview(Run run, Housekeeping housekeeping) throws SQLException {
    if (engine == Engine.CLOUD_SQL) {
      String words = ManagedExport.preview(run, place.toString());
      housekeeping.preview();
      run.answer("dry run: " + words);
      return Outcome.DONE;
    }
    try (Moment moment = Moment.choose(run.database())) {
      Contents contents = moment.contents();
      long bytes = contents.sources().stream().mapToLong(Source::bytes).sum();
      housekeeping.preview();
      run.count("tables", contents.columns().size());
      run.count("table_bytes", bytes);
      run.answer(
          "dry run: %d tables of %s would be written to %s"
              .formatted(contents.columns().size(), Size.of(bytes), place));
      return Outcome.DONE;
    }
  }

  private static void tell(Run run, Manifest manifest) {
    Map<String, Object> item = new HashMap<>();
    item.put("file", manifest.file());
    item.put("sha256", String.valueOf(manifest.sha256()));
    item.put("snapshot_at", manifest.snapshotAt());
    if (manifest.walPosition() != null) {
      item.put("wal_position", manifest.walPosition());
    }
    if (!manifest.unknown().isEmpty()) {
      item.put("unknown", manifest.unknown());
    }
    run.item(item);
    run.count("bytes", manifest.bytes());
    run.count("plain_bytes", manifest.plainBytes());
    run.count("rows", manifest.rows());
    run.count("tables", manifest.tables().size());
    run.count("schema", manifest.schemaVersion());
  }

  private Wish wish() {
    if (engine == Engine.CLOUD_SQL && (compress != null || level != null || parallel.isSaid())) {
      throw Stop.usage(
          "how Cloud SQL exports is its own choice", "leave out --compress, --level and --jobs");
    }
    Compression how = compress == null ? Compression.GZIP : compress;
    int most = how.hardest();
    int hard = within("--level", level == null ? how.usualLevel() : level, most);
    within("--keep", keep, MOST_KEPT);
    int workers = parallel.number(Parallel.cores());
    // Who says how many wants it soon.
    return new Wish(how, hard, workers, !parallel.isSaid(), "asked");
  }

  private static int within(String option, int said, int most) {
    if (said < 1 || said > most) {
      throw Stop.usage(
          option + " " + said + " is not between 1 and " + most, "gaia backup --help says more");
    }
    return said;
  }
}
