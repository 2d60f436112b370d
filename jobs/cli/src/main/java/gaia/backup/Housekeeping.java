package gaia.backup;

import gaia.archive.Archived;
import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Shelf.Listing;
import gaia.archive.Size;
import gaia.archive.Unusable;
import gaia.cli.Run;
import java.io.IOException;
import java.util.List;

/** Keeps a store in order: what killed runs left, and what is too old. */
public final class Housekeeping {
  private final Run run;
  private final Shelf shelf;
  private final Retention retention;

  public Housekeeping(Run run, Shelf shelf, int keep) {
    this.run = run;
    this.shelf = shelf;
    retention = new Retention(keep);
  }

  /** Before a backup, so that what others left takes no room from it. */
  public void clear() {
    try {
      for (String left : shelf.store().clear()) {
        run.progress("cleared    " + left + ", which a run that was killed had begun");
      }
      for (String orphan : shelf.orphans()) {
        run.progress("ignored    " + orphan + " has no manifest, so it is no backup");
      }
      shelf.list().damaged().forEach(damaged -> run.progress("ignored    " + damaged));
    } catch (IOException e) {
      throw Unusable.of(shelf.store(), e);
    }
  }

  /**
   * After a backup: only what is there now makes another one too many.
   *
   * @param made which stays, though a clock that went back may call it older than others
   */
  public void retain(Manifest made) {
    try {
      List<Archived> gone =
          gone().stream().filter(old -> !old.manifest().name().equals(made.name())).toList();
      for (Archived old : gone) {
        shelf.remove(old.manifest());
        run.progress("dropped    " + words(old));
      }
      run.count("dropped", gone.size());
    } catch (IOException e) {
      run.progress("old backups stay: " + Unusable.of(shelf.store(), e).getMessage());
    }
  }

  void preview() {
    try {
      gone().forEach(old -> run.answer("would drop " + words(old)));
      run.count("dropped", 0);
    } catch (IOException e) {
      throw Unusable.of(shelf.store(), e);
    }
  }

  private List<Archived> gone() throws IOException {
    Listing listing = shelf.list();
    String database = run.database().name();
    return retention.gone(
        listing.backups().stream()
            .filter(backup -> backup.manifest().database().equals(database))
            .toList());
  }

  private static String words(Archived old) {
    return "%s, %s, %,d rows"
        .formatted(old.manifest().file(), Size.of(old.manifest().bytes()), old.manifest().rows());
  }
}
