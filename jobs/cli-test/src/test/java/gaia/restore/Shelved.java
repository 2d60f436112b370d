package gaia.restore;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.archive.Archived;
import gaia.archive.Drill;
import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The newest backup in a folder. */
public record Shelved(Path folder, Archived archived) {
  public static Shelved of(Scratch database, Path folder, String... options) throws IOException {
    Ended ended =
        Program.gaia(
            Stream.concat(
                    Stream.of("backup", "--database", database.url(), "--to", folder.toString()),
                    Stream.of(options))
                .toArray(String[]::new));
    ended.succeeded();
    return newest(folder);
  }

  public static Shelved newest(Path folder) throws IOException {
    return new Shelved(folder, shelf(folder).list().backups().getFirst());
  }

  public static Shelf shelf(Path folder) {
    return new Shelf(Store.of(folder.toString()), JsonMapper.createDefault());
  }

  public Manifest manifest() {
    return archived.manifest();
  }

  /** What became of it when it was drilled. */
  public Drill drill() {
    return Objects.requireNonNull(archived.drill());
  }

  public Path path() {
    return folder.resolve(manifest().file());
  }

  public String file() {
    return path().toString();
  }

  public Path manifestFile() {
    return folder.resolve(manifest().name() + ".manifest.json");
  }

  /** Its manifest as it was before manifests had a checksum of themselves. */
  public String unsealed() throws IOException {
    String sealed = Files.readString(manifestFile());
    String unsealed = sealed.replaceFirst(",\"manifest_sha256\":\"[0-9a-f]{64}\"", "");
    assertThat(unsealed).isNotEqualTo(sealed);
    return unsealed;
  }

  /** Where the rows of a table begin. */
  Section rowsOf(String table) {
    return manifest().sections().stream()
        .filter(section -> table.equals(section.table()))
        .findFirst()
        .orElseThrow();
  }
}
