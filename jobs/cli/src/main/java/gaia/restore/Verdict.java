package gaia.restore;

import gaia.archive.Manifest;
import gaia.archive.Verification;
import gaia.catalog.Catalog;
import gaia.cli.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a restored database is.
 *
 * @param catalog its own
 * @param differing sentences, none where it is row for row and object for object what the backup
 *     holds
 * @param comparable whether the schemas can be: another major version says the same otherwise
 */
public record Verdict(Catalog catalog, List<String> differing, boolean comparable) {
  /** Reads all of it, while nobody writes to it. */
  public static Verdict of(Database restored, Manifest manifest, int jobs)
      throws SQLException, IOException {
    List<String> differing = new ArrayList<>(Verification.differing(restored, manifest, jobs));
    try (Connection connection = restored.connect()) {
      Catalog catalog = Catalog.read(connection);
      String is = catalog.fingerprint();
      String version = connection.getMetaData().getDatabaseProductVersion();
      boolean comparable = major(version).equals(major(manifest.serverVersion()));
      if (comparable && !is.equals(manifest.schemaFingerprint())) {
        differing.add(
            "the schema: its fingerprint is %s where the backup has %s"
                .formatted(is, manifest.schemaFingerprint()));
      }
      return new Verdict(catalog, differing, comparable);
    }
  }

  public boolean isTheSame() {
    return differing.isEmpty();
  }

  private static String major(String version) {
    return version.replaceFirst("[^0-9].*", "");
  }
}
