package gaia.local.images;

import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the cache of the gaia program within its image, by a migrate of a whole schema. */
public final class TrainJobs {
  // As jobs/gaia has them; the compiler's are its command's, see jobs/flags. Of a container's
  // 512 MB the JVM would take a quarter, and a migrate that makes a backup first wants more.
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx176m",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining");

  private TrainJobs() {}

  static List<String> flags(String classPath, List<String> cache) {
    List<String> flags = new ArrayList<>(COMMON);
    flags.addAll(cache);
    flags.addAll(List.of("-cp", classPath));
    return flags;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (LocalPostgres postgres = LocalPostgres.temporary()) {
      Process migrate =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "@" + arguments[0],
                  "-XX:TieredStopAtLevel=1",
                  "gaia.cli.Gaia",
                  "migrate",
                  "--database",
                  postgres.url("migrate", "gaia"))
              .inheritIO()
              .start();
      int exit = migrate.waitFor();
      if (exit != 0) {
        throw new IOException("gaia migrate ended with " + exit + " in training");
      }
    }
  }
}
