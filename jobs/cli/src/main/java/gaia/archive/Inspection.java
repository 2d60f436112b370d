package gaia.archive;

import gaia.archive.Manifest.Section;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a backup can be restored: what it is, then whether its file is still as it was written.
 */
public final class Inspection {
  private static final String OTHER =
      "gaia backups lists the others; nothing was changed by this one";

  private final Store store;
  private final Manifest manifest;

  public Inspection(Store store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
  }

  /** Of its manifest alone. */
  public void mustBeOurs() {
    if (!isOurs(manifest)) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s was written by the engine %s and not by gaia: it can't be checked or taken apart"
              .formatted(manifest.file(), manifest.engine()),
          "whoever wrote it imports it: gcloud sql import sql INSTANCE %s/%s --database=NEW"
              .formatted(store.place(), manifest.file()));
    }
    long at = 0;
    Part part = Part.OPENING;
    for (Section section : manifest.sections()) {
      boolean follows = section.at() == at && section.kind().compareTo(part) >= 0;
      if (!follows || section.bytes() <= 0 || !isOfItsTable(section)) {
        throw damaged("the manifest of", "is damaged: its sections do not make one file");
      }
      at += section.bytes();
      part = section.kind();
    }
    if (at != manifest.bytes() || part != Part.CLOSING) {
      throw damaged("the manifest of", "is damaged: its sections are not all of its file");
    }
  }

  /** Whether it was written by this program, as far as its manifest says. */
  public static boolean isOurs(Manifest manifest) {
    return !manifest.engine().equals(Manifest.CLOUD_SQL);
  }

  private boolean isOfItsTable(Section section) {
    return switch (section.kind()) {
      case ROWS, KEYS, INDEX ->
          manifest.tables().stream().anyMatch(table -> table.name().equals(section.table()));
      default -> section.table() == null;
    };
  }

  /** Reads all of the file; of a damaged one, where that is. */
  public void mustBeWhole() throws IOException {
    long is = store.size(manifest.file());
    if (is < 0) {
      throw damaged("is gone from " + store.place() + ", only its manifest is there");
    }
    if (is < manifest.bytes()) {
      throw damaged(
          "is cut off at byte %d of %d, in %s"
              .formatted(is, manifest.bytes(), Sections.words(sectionAt(is))));
    }
    if (is > manifest.bytes()) {
      throw damaged(
          "has %d bytes, what follows byte %d was not written by a backup"
              .formatted(is, manifest.bytes()));
    }
    String sha256 = ReadBack.sha256(store, manifest.file());
    if (!sha256.equals(manifest.sha256())) {
      throw damaged("is damaged " + where(sha256));
    }
  }

  private Section sectionAt(long byteOfFile) {
    return manifest.sections().stream()
        .filter(section -> section.at() + section.bytes() > byteOfFile)
        .findFirst()
        .orElseThrow();
  }

  private String where(String sha256) throws IOException {
    for (Section section : manifest.sections()) {
      String wrong = fault(section);
      if (wrong != null) {
        return "in %s, bytes %d to %d of the file: %s"
            .formatted(
                Sections.words(section), section.at(), section.at() + section.bytes() - 1, wrong);
      }
    }
    return "in bytes that carry no data, or is another file: its SHA-256 is %s, that of the backup %s"
        .formatted(sha256, manifest.sha256());
  }

  /** What keeps it from being expanded; null where nothing does. */
  private @Nullable String fault(Section section) throws IOException {
    // That the store itself fails is no damage of the file, so it is read first.
    try (InputStream raw = store.open(manifest.file(), section.at())) {
      raw.read();
    }
    byte[] last = new byte[2];
    boolean isEmpty = true;
    try (InputStream in = Sections.open(store, manifest, section)) {
      byte[] buffer = new byte[64 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        isEmpty &= read == 0;
        if (read > 1) {
          System.arraycopy(buffer, read - 2, last, 0, 2);
        } else if (read == 1) {
          last[0] = last[1];
          last[1] = buffer[0];
        }
      }
    } catch (IOException e) {
      return e.getMessage() == null ? "it ends too early" : e.getMessage();
    }
    // A database without any triggers, policies and rights has a section of them in which is
    // nothing.
    boolean ended =
        isEmpty || (last[1] == '\n' && List.of((byte) ';', (byte) '.').contains(last[0]));
    return ended ? null : "it ends too early";
  }

  private Stop damaged(String what) {
    return Stop.badInput(manifest.file() + " " + what, OTHER);
  }

  private Stop damaged(String before, String what) {
    return Stop.badInput(before + " " + manifest.file() + " " + what, OTHER);
  }
}
