package gaia.archive;

import gaia.cli.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where backups lie: files by their names, none of them ever seen half-written. */
public interface Store {
  /**
   * The one that an option names.
   *
   * @param where a directory, made when first written to, or {@code gs://BUCKET/PREFIX}
   */
  static Store of(String where) {
    // The library for buckets is loaded only for one.
    if (where.startsWith(BucketPlace.SCHEME)) {
      return Buckets.at(where);
    }
    if (where.isBlank() || where.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
      throw Stop.usage(
          "'%s' is no place for backups".formatted(where),
          "say by --to or BACKUP_TO a directory or gs://BUCKET/PREFIX");
    }
    return new Directory(Path.of(where));
  }

  /** As a person names it: {@code ./backups}. */
  String place();

  /** The names of all whole files in it, sorted; none where it does not exist. */
  List<String> files() throws IOException;

  /** In bytes; -1 where there is no such file. */
  long size(String file) throws IOException;

  /** From this byte on; not there is an {@link java.nio.file.NoSuchFileException}. */
  InputStream open(String file, long from) throws IOException;

  /**
   * A new file, which nobody sees before {@link Draft#keep}; another run that is writing one of
   * that name is a {@link java.nio.file.FileAlreadyExistsException}.
   */
  Draft create(String file) throws IOException;

  /** Does nothing where it is gone already. */
  void delete(String file) throws IOException;

  /**
   * Deletes what runs that were killed left half-written, not what another one still writes.
   *
   * @return what was there
   */
  List<String> clear() throws IOException;

  /** All of a small file; null where there is none. */
  default byte @Nullable [] read(String file) throws IOException {
    if (size(file) < 0) {
      return null;
    }
    try (InputStream in = open(file, 0)) {
      return in.readAllBytes();
    }
  }

  /** All of a small file, at once; replaces one of that name. */
  default void write(String file, byte[] bytes) throws IOException {
    try (Draft draft = create(file)) {
      draft.write(bytes);
      draft.keep();
    }
  }
}
