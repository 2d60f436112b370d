package gaia.create;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.schema.Script;
import gaia.schema.Scripts;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the scripts are written, before a build bundles them. */
record Sources(Path migrations) {
  private static final Path IN_CHECKOUT =
      Path.of("jobs/schema/src/main/resources/gaia/schema/migrations");

  /** Beside where it works, else beside where it was built. */
  static Sources find(Scripts bundled) {
    String location = bundled.location();
    if (location.startsWith("filesystem:")) {
      return new Sources(Path.of(location.substring("filesystem:".length())));
    }
    return Stream.of(Path.of("").toAbsolutePath(), program())
        .flatMap(start -> Stream.iterate(start, at -> at != null, Path::getParent))
        .map(folder -> folder.resolve(IN_CHECKOUT))
        .filter(Files::isDirectory)
        .findFirst()
        .map(Sources::new)
        .orElseThrow(
            () ->
                Stop.because(
                    Outcome.REFUSED,
                    "no folder from here up holds " + IN_CHECKOUT,
                    "run it inside a checkout"));
  }

  Path undo() {
    return migrations.resolveSibling("undo");
  }

  List<Script> scripts() {
    return Scripts.in("filesystem:" + migrations);
  }

  private static Path program() {
    try {
      return Path.of(Sources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
