package gaia.migrate;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of jobs/schema as they stand in the working copy. */
public final class BundledScripts {
  private static final Path SCHEMA =
      Checkout.root().resolve("jobs/schema/src/main/resources/gaia/schema");

  private BundledScripts() {}

  /** In order: V001 first. */
  static List<Path> migrations() {
    return in("migrations");
  }

  /** The version that the last of them makes. */
  public static int newest() {
    return migrations().size();
  }

  static List<Path> undos() {
    return in("undo");
  }

  static List<Path> grants() {
    return in("grants");
  }

  static Path undoOf(Path migration) {
    return SCHEMA.resolve("undo").resolve("U" + migration.getFileName().toString().substring(1));
  }

  static String text(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(SCHEMA.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
