package gaia.backup;

import gaia.archive.Draft;
import gaia.archive.Manifest;
import gaia.archive.Names;
import gaia.archive.ReadBack;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.archive.Unusable;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes a backup: the file, and when that was read back as it was written, its manifest. */
@Singleton
public final class TakeBackup {
  private static final int NAMES = 60;

  private final Scripts scripts;
  private final String version;

  TakeBackup(Scripts scripts, @Property(name = "gaia.version") String version) {
    this.scripts = scripts;
    this.version = version;
  }

  public Manifest of(Run run, Shelf shelf, Wish wish) throws SQLException {
    Instant begun = Instant.now();
    try (Moment moment = Moment.choose(run.database())) {
      List<Connection> connections = connections(moment.snapshot(), wish.jobs());
      try (Courtesy courtesy = wish.yields() ? Courtesy.of(run.database(), connections) : null) {
        return of(run, shelf, wish, begun, moment, connections);
      }
    } catch (IOException e) {
      throw Unusable.of(shelf.store(), e);
    }
  }

  private Manifest of(
      Run run, Shelf shelf, Wish wish, Instant begun, Moment moment, List<Connection> connections)
      throws SQLException, IOException {
    Snapshot snapshot = moment.snapshot();
    Contents contents = moment.contents();
    contents.leftOut().forEach(what -> run.progress("left out   " + what));
    Recording recording =
        new Recording(wish, new Progress(run), contents.stretches(), snapshot.first());
    Opened opened = open(shelf.store(), snapshot.at(), wish.compression().ending());
    String file = opened.file();
    Assembly assembly = write(opened.draft(), recording, connections);
    return kept(
        shelf,
        file,
        assembly.crc32c(),
        () ->
            new Description(run, wish, snapshot, contents, recording, assembly)
                .manifest(
                    file,
                    version,
                    Standing.read(snapshot.first(), scripts).version(),
                    Duration.between(begun, Instant.now())));
  }

  private static Assembly write(Draft file, Recording recording, List<Connection> connections)
      throws IOException, SQLException {
    try (Draft draft = file;
        Assembly assembly = Assembly.into(draft, recording.count())) {
      recording.run(assembly, connections);
      assembly.finish();
      draft.keep();
      return assembly;
    }
  }

  private record Opened(String file, Draft draft) {}

  /** Two within a second, of two servers into one place, are a second apart by name. */
  private static Opened open(Store store, Instant at, String ending) throws IOException {
    IOException last = null;
    for (int later = 0; later < NAMES; later++) {
      String name = Names.at(at.plusSeconds(later));
      try {
        Draft draft = store.create(name + ending);
        if (store.files().stream().noneMatch(file -> file.startsWith(name + "."))) {
          return new Opened(name + ending, draft);
        }
        draft.close();
      } catch (FileAlreadyExistsException e) {
        // A file where the directory should be is in the way of every name.
        last = e;
      }
    }
    throw last != null ? last : new FileAlreadyExistsException(store.place());
  }

  private interface Describing {
    Manifest manifest() throws SQLException;
  }

  /** Without its manifest the file is of no use to anybody. */
  private static Manifest kept(Shelf shelf, String file, String written, Describing describing)
      throws IOException, SQLException {
    try {
      String read = ReadBack.crc32c(shelf.store(), file);
      if (!read.equals(written)) {
        throw Stop.because(
            Outcome.FAILED,
            "%s was written with CRC32C %s and reads as %s".formatted(file, written, read),
            "the disk or the way to it is broken: name another --to");
      }
      Manifest manifest = describing.manifest();
      shelf.put(manifest);
      if (shelf.store().size(file) != manifest.bytes()) {
        throw new NoSuchFileException(file);
      }
      return manifest;
    } catch (IOException | SQLException | RuntimeException e) {
      discard(shelf, file, e);
      throw e;
    }
  }

  private static void discard(Shelf shelf, String file, Exception why) {
    try {
      if (why instanceof FileAlreadyExistsException) {
        // The manifest that is there is another run's.
        shelf.store().delete(file);
      } else {
        shelf.discard(file);
      }
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private static List<Connection> connections(Snapshot snapshot, int jobs) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    while (connections.size() < jobs) {
      connections.add(snapshot.another());
    }
    return connections;
  }
}
