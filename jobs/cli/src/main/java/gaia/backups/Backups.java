package gaia.backups;

import gaia.archive.Archived;
import gaia.archive.BackupPlace;
import gaia.archive.Shelf;
import gaia.archive.Shelf.Damaged;
import gaia.archive.Shelf.Listing;
import gaia.archive.Store;
import gaia.archive.Unusable;
import gaia.cli.Outcome;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.cli.Table;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Singleton
@Command(name = "backups", description = "List the backups that there are, the newest first.")
final class Backups extends Question {
  @Mixin private BackupPlace place = new BackupPlace();

  private final JsonMapper json;

  Backups(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected Outcome run(Run run) {
    Store store = place.store();
    Listing listing;
    List<Line> lines = new ArrayList<>();
    try {
      listing = new Shelf(store, json).list();
      for (Archived backup : listing.backups()) {
        lines.add(new Line(backup, store.size(backup.manifest().file())));
      }
    } catch (IOException e) {
      throw Unusable.of(store, e);
    }
    for (Damaged damaged : listing.damaged()) {
      run.progress("damaged: " + damaged);
      run.item(Map.of("file", damaged.file(), "damaged", true, "error", damaged.why()));
    }
    run.count("backups", lines.size());
    run.count("damaged", listing.damaged().size() + lines.stream().filter(Line::isDamaged).count());
    lines.forEach(line -> run.item(line.item()));
    if (lines.isEmpty()) {
      run.answer("no backups in " + store.place() + ": gaia backup makes one");
      return Outcome.NOTHING;
    }
    Table table =
        new Table("when", "size", "rows", "schema", "verified", "drilled", "took", "file");
    lines.forEach(line -> table.row(line.cells()));
    table.lines().forEach(run::answer);
    return Outcome.DONE;
  }
}
