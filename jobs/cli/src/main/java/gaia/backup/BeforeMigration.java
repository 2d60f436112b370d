package gaia.backup;

import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Size;
import gaia.archive.Store;
import gaia.cli.JobLock;
import gaia.cli.Run;
import gaia.cli.Took;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** The backup without which no migration touches a database that holds data. */
@Singleton
public final class BeforeMigration {
  private static final int KEEP = 10;

  private final TakeBackup take;
  private final JsonMapper json;

  BeforeMigration(TakeBackup take, JsonMapper json) {
    this.take = take;
    this.json = json;
  }

  /**
   * Writes it where {@code BACKUP_TO} says.
   *
   * @param wait for another backup that is being made
   */
  public void make(Run run, Duration wait) throws SQLException {
    long begun = System.nanoTime();
    String to = System.getenv("BACKUP_TO");
    Shelf shelf = new Shelf(Store.of(to == null ? "backups" : to), json);
    try (JobLock turn = JobLock.take(run, "backup", wait)) {
      Housekeeping housekeeping = new Housekeeping(run, shelf, KEEP);
      housekeeping.clear();
      Manifest manifest = take.of(run, shelf, Wish.usual(Manifest.MIGRATION));
      housekeeping.retain(manifest);
      run.count("backup_bytes", manifest.bytes());
      run.progress(
          String.format(
              Locale.ROOT,
              "%-11s%-62s%s",
              "backup",
              "%s  %s  %,d rows"
                  .formatted(manifest.file(), Size.of(manifest.bytes()), manifest.rows()),
              Took.seconds(Duration.ofNanos(System.nanoTime() - begun))));
    }
  }
}
