package gaia.restore;

import gaia.archive.Manifest;
import gaia.catalog.Catalog;
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
  static Verdict of(Catalog catalog, String version, Manifest manifest, List<String> rows) {
    List<String> differing = new ArrayList<>(rows);
    String is = catalog.fingerprint();
    boolean comparable = major(version).equals(major(manifest.serverVersion()));
    if (comparable && !is.equals(manifest.schemaFingerprint())) {
      differing.add(
          "the schema: its fingerprint is %s where the backup has %s"
              .formatted(is, manifest.schemaFingerprint()));
    }
    return new Verdict(catalog, differing, comparable);
  }

  public boolean isTheSame() {
    return differing.isEmpty();
  }

  private static String major(String version) {
    return version.replaceFirst("[^0-9].*", "");
  }
}
