package gaia.archive;

import gaia.cli.Stop;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The backups of a store, which are what has a manifest. */
public final class Shelf {
  private final Store store;
  private final JsonMapper json;

  public Shelf(Store store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  public Store store() {
    return store;
  }

  /**
   * What lies there.
   *
   * @param backups the newest first
   * @param damaged manifests and notes of drills that can't be read
   */
  public record Listing(List<Archived> backups, List<Damaged> damaged) {}

  /** What can't be read, and a sentence that says why. */
  public record Damaged(String file, String why) {
    @Override
    public String toString() {
      return why;
    }
  }

  public Listing list() throws IOException {
    Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
    for (String file : store.files()) {
      if (Names.isOurs(file) && file.endsWith(Names.MANIFEST)) {
        try {
          listing.backups().add(archived(file, listing.damaged()));
        } catch (Stop e) {
          listing.damaged().add(new Damaged(file, String.valueOf(e.getMessage())));
        }
      }
    }
    listing
        .backups()
        .sort(Comparator.comparing((Archived each) -> each.manifest().name()).reversed());
    return listing;
  }

  /**
   * The one of a name.
   *
   * @param name of a backup, or of its file
   * @return null where there is none of that name
   */
  public @Nullable Archived find(String name) throws IOException {
    String file = Names.base(name) + Names.MANIFEST;
    return store.size(file) < 0 ? null : archived(file, new ArrayList<>());
  }

  /** From then on the backup exists; in a bucket there can be only one of a name. */
  public void put(Manifest manifest) throws IOException {
    try (Draft draft = store.create(manifest.name() + Names.MANIFEST)) {
      draft.write(Seal.put(json.writeValueAsBytes(manifest)));
      draft.keep();
    }
  }

  public void put(Manifest manifest, Drill drill) throws IOException {
    store.write(manifest.name() + Names.DRILL, json.writeValueAsBytes(drill));
  }

  /** The manifest first: what is left of a run that was killed here is no backup. */
  public void remove(Manifest manifest) throws IOException {
    store.delete(manifest.name() + Names.MANIFEST);
    store.delete(manifest.name() + Names.DRILL);
    store.delete(manifest.file());
  }

  /** A file that did not become a backup; whether its manifest was written may be unknown. */
  public void discard(String file) throws IOException {
    store.delete(Names.base(file) + Names.MANIFEST);
    store.delete(file);
  }

  /** The files of backups that have no manifest: half a backup, or half a removal. */
  public List<String> orphans() throws IOException {
    List<String> files = store.files();
    return files.stream()
        .filter(Names::isData)
        .filter(file -> !files.contains(Names.base(file) + Names.MANIFEST))
        .toList();
  }

  private Archived archived(String file, List<Damaged> damaged) throws IOException {
    byte[] bytes = content(file);
    if (Seal.isBroken(bytes)) {
      throw damaged(file, "it is not what was written, by the SHA-256 that it has of itself");
    }
    Manifest manifest = parse(file, bytes, Manifest.class);
    if (manifest.format() != Manifest.FORMAT) {
      throw Stop.badInput(
          "%s is of format %d, this program reads %d"
              .formatted(file, manifest.format(), Manifest.FORMAT),
          "use the gaia that wrote it, or gunzip -c | psql, which restores it without its manifest");
    }
    if (!Names.isData(manifest.file()) || !Names.manifest(manifest.file()).equals(file)) {
      throw damaged(file, "it was written for another backup, " + manifest.file());
    }
    mustBeTime(file, manifest.snapshotAt());
    if (manifest.verifiedAt() != null) {
      mustBeTime(file, manifest.verifiedAt());
    }
    return new Archived(manifest, drill(manifest.name() + Names.DRILL, damaged));
  }

  /** One that can't be read keeps nobody from the backup. */
  private @Nullable Drill drill(String file, List<Damaged> damaged) throws IOException {
    if (store.size(file) < 0) {
      return null;
    }
    try {
      Drill drill = parse(file, content(file), Drill.class);
      mustBeTime(file, drill.drilledAt());
      return drill;
    } catch (Stop e) {
      damaged.add(new Damaged(file, e.getMessage() + ", so its backup counts as not drilled"));
      return null;
    }
  }

  /** What this user may not read keeps nobody from the others. */
  private byte[] content(String file) throws IOException {
    try {
      byte[] bytes = store.read(file);
      if (bytes != null) {
        return bytes;
      }
    } catch (AccessDeniedException e) {
      throw damaged(file, "this user may not read it");
    }
    throw damaged(file, "it is gone by now, or no file");
  }

  private <T> T parse(String file, byte[] bytes, Class<T> type) {
    try {
      return Objects.requireNonNull(json.readValue(bytes, type));
    } catch (IOException | NullPointerException e) {
      throw damaged(file, said(e));
    }
  }

  /** What was wrong, under all that it was wrapped in. */
  private static String said(Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return String.valueOf(first.getMessage());
  }

  private void mustBeTime(String file, String said) {
    try {
      Instant.parse(said);
    } catch (DateTimeParseException | NullPointerException e) {
      throw damaged(file, said + " is no time");
    }
  }

  private Stop damaged(String file, String why) {
    return Stop.badInput(
        "%s in %s is damaged: %s".formatted(file, store.place(), why),
        "the backup itself may be whole: gunzip -c | psql restores it without its manifest");
  }
}
