package gaia.restore;

import gaia.archive.Archived;
import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Size;
import gaia.archive.Store;
import gaia.archive.Unusable;
import gaia.cli.Consent;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Table;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which backup: the one that is named, wherever it lies, or one that somebody picks. */
record Chosen(Store store, Manifest manifest) {
  /**
   * The one.
   *
   * @param to where backups lie when the name does not say it
   * @param file its name or its path; null to ask for it
   */
  static Chosen of(Run run, String to, @Nullable String file, JsonMapper json) {
    Store store = Store.of(file == null ? to : where(file, to));
    Shelf shelf = new Shelf(store, json);
    try {
      return file == null
          ? picked(run, shelf)
          : named(shelf, file.substring(file.lastIndexOf('/') + 1));
    } catch (IOException e) {
      throw Unusable.of(store, e);
    }
  }

  /** A path says it; a name that is a file here is that file. */
  private static String where(String file, String to) {
    int slash = file.lastIndexOf('/');
    if (slash < 0) {
      return Files.exists(Path.of(file)) ? "." : to;
    }
    return slash == 0 ? "/" : file.substring(0, slash);
  }

  private static Chosen named(Shelf shelf, String name) throws IOException {
    Archived backup = name.isEmpty() ? null : shelf.find(name);
    if (backup != null) {
      return new Chosen(shelf.store(), backup.manifest());
    }
    if (!name.isEmpty() && shelf.store().size(name) >= 0) {
      throw Stop.badInput(
          "%s has no manifest in %s, so it is no backup, or half of one"
              .formatted(name, shelf.store().place()),
          "gaia backups lists those that are; what it holds can be tried by gunzip -c | psql");
    }
    throw Stop.usage(
        "no backup %s in %s".formatted(name, shelf.store().place()),
        "gaia backups --to " + shelf.store().place() + " lists those that there are");
  }

  private static Chosen picked(Run run, Shelf shelf) throws IOException {
    List<Archived> all = shelf.list().backups();
    if (all.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "no backups in " + shelf.store().place(),
          "name a file, or say by --to where they lie");
    }
    if (!run.isOnTerminal()) {
      throw Stop.usage(
          "no backup is named, and nobody is here to choose one",
          "name it; the newest is " + all.getFirst().manifest().file());
    }
    return new Chosen(shelf.store(), asked(run, all));
  }

  private static Manifest asked(Run run, List<Archived> all) {
    Table table = new Table("", "when", "size", "rows", "schema", "database", "file");
    for (int i = 0; i < all.size(); i++) {
      Manifest each = all.get(i).manifest();
      table.row(
          "" + (i + 1),
          each.snapshotAt().substring(0, 16).replace('T', ' '),
          Size.of(each.bytes()),
          String.format(Locale.ROOT, "%,d", each.rows()),
          "" + each.schemaVersion(),
          each.database(),
          each.file());
    }
    table.lines().forEach(run::progress);
    String said = Consent.answer("which one, 1 to " + all.size() + ": ");
    if (!said.matches("[0-9]{1,6}")
        || Integer.parseInt(said) < 1
        || Integer.parseInt(said) > all.size()) {
      throw Stop.because(
          Outcome.REFUSED, "that is none of them, nothing was changed", "say its number");
    }
    return all.get(Integer.parseInt(said) - 1).manifest();
  }
}
