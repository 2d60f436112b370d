package gaia.local.images;

import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the cache of the gaia program within its image, by a migrate of a whole schema. */
public final class TrainJobs {
  private TrainJobs() {}

  /** As jobs/gaia has them: a short run, for which the second compiler would not pay. */
  static List<String> flags(String classPath, List<String> cache) {
    List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
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
