package gaia.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What takes migrations back; read when somebody asks for it, which most runs never do. */
public final class Undos {
  private final String location;
  private @Nullable Map<String, String> files;

  Undos(String location) {
    this.location = location;
  }

  /**
   * By the file of the migration, such as {@code V012__job_runs.sql}; null where nobody wrote one.
   */
  @Nullable String of(String migration) {
    if (files == null) {
      files = Folder.read(location);
    }
    return files.get("U" + migration.substring(1));
  }
}
