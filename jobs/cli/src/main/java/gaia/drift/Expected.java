package gaia.drift;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Stop;
import gaia.schema.Records;
import gaia.schema.Resources;
import gaia.schema.Script;
import gaia.schema.Scripts;
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
 * @param seal of the scripts that it was made from
 */
@Serdeable
public record Expected(String seal, List<Item> items) {
  private static final String FILE = "expected.json";

  public Catalog catalog() {
    return Catalog.of(items);
  }

  /** Refuses one that was made from other scripts than those that are bundled. */
  public static Expected load(JsonMapper json, Scripts scripts) {
    Expected expected = read(json);
    if (!expected.seal().equals(seal(scripts, expected.catalog()))) {
      throw Stop.badInput(
          "the schema that this program expects was made from other scripts than it bundles",
          "build jobs/schema and jobs/cli together");
    }
    return expected;
  }

  /** For the build, from a database that it has just migrated. */
  public static void write(JsonMapper json, Scripts scripts, Connection migrated, Path file)
      throws SQLException, IOException {
    Catalog catalog = Catalog.read(migrated);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file, json.writeValueAsBytes(new Expected(seal(scripts, catalog), catalog.items())));
  }

  /** All that decides what stands: roles, migrations and grants. */
  private static String seal(Scripts scripts, Catalog catalog) {
    StringBuilder all = new StringBuilder(Resources.read("bootstrap.sql"));
    scripts.all().stream().map(Script::sql).forEach(all::append);
    for (Item role : catalog.items(Kind.ROLE)) {
      all.append(Resources.find("grants/" + role.name() + ".sql").orElse(""));
    }
    return Records.sha256(all.toString());
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
