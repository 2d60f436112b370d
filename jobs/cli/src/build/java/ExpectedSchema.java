import gaia.drift.Expected;
import gaia.local.postgres.LocalPostgres;
import gaia.schema.Scripts;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of the build: runs all migrations on a server that lives as long, and writes down what
 * stands then. Does nothing when neither the scripts nor the reader of catalogs changed.
 */
final class ExpectedSchema {
  public static void main(String[] arguments) throws Exception {
    Path classes = Path.of(arguments[0]);
    Path file = classes.resolve("gaia/drift/expected.json");
    Path made = classes.resolveSibling("expected.made-of");
    String inputs = inputs(classes);
    if (Files.exists(file) && Files.exists(made) && Files.readString(made).equals(inputs)) {
      return;
    }
    try (LocalPostgres server = LocalPostgres.temporary()) {
      migrate(server.url("migrate", "gaia"));
      try (Connection connection = server.connect("migrate", "gaia");
          ApplicationContext context = ApplicationContext.run()) {
        Expected.write(
            context.getBean(JsonMapper.class), context.getBean(Scripts.class), connection, file);
      }
    }
    Files.writeString(made, inputs);
  }

  /** By the program that is being built. */
  private static void migrate(String url) throws Exception {
    Process gaia =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "gaia.cli.Gaia",
                "migrate",
                "--quiet",
                "--database",
                url)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (gaia.waitFor() != 0) {
      throw new IllegalStateException("the migrations do not run");
    }
  }

  private static String inputs(Path classes) throws Exception {
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    Path schema = Path.of("../schema/src/main/resources/gaia/schema");
    for (Path folder :
        List.of(schema, classes.resolve("gaia/catalog"), classes.resolve("gaia/drift"), classes.resolve("gaia/migrate"), classes.resolve("gaia/schema"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.filter(Files::isRegularFile).filter(each -> !each.endsWith("expected.json")).sorted().toList()) {
          all.update(each.toString().replace(File.separatorChar, '/').getBytes("UTF-8"));
          all.update(Files.readAllBytes(each));
        }
      }
    }
    return HexFormat.of().formatHex(all.digest());
  }
}
