package gaia.drift;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.cli.Stop;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * What stands in a database after all migrations of this program: made by the build on a server of
 * its own, shipped in the jar.
 *
 * @param scripts the files of its migrations
 * @param seal of their text, and of what roles and grants are made by
 */
@Serdeable
public record Expected(int schema, List<String> scripts, String seal, List<Item> items) {
  private static final String FILE = "expected.json";

  public Catalog catalog() {
    return Catalog.of(items);
  }

  /** Refuses one that was made from other scripts than those that are bundled. */
  public static Expected load(JsonMapper json) {
    Expected expected = read(json);
    if (!expected.seal().equals(Seal.of(expected.scripts()))) {
      throw Stop.badInput(
          "the schema that this program expects was made from other scripts than it bundles",
          "build jobs/schema and jobs/cli together");
    }
    return expected;
  }

  /** For the build, from a database that it has just migrated. */
  public static void write(JsonMapper json, Connection migrated, Path file)
      throws SQLException, IOException {
    Catalog catalog = Catalog.read(migrated);
    Applied applied = Applied.read(migrated);
    Expected expected =
        new Expected(
            applied.version(), applied.scripts(), Seal.of(applied.scripts()), catalog.items());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, json.writeValueAsBytes(expected));
  }

  private static Expected read(JsonMapper json) {
    try (InputStream file = Expected.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the build put no gaia/drift/" + FILE + " into the jar");
      }
      return Objects.requireNonNull(json.readValue(file, Expected.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
