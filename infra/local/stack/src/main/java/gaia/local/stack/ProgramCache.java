package gaia.local.stack;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** The AOT cache of the program of the jobs; its launcher makes, seals and refuses it by itself. */
final class ProgramCache {
  private ProgramCache() {}

  static boolean isStale() throws IOException, InterruptedException {
    return Files.exists(Checkout.root().resolve("jobs/cli/target/cli.jar"))
        && launch("check", "--version") != 0;
  }

  /**
   * By a migrate of a whole schema, a backup of it, which go through most of it, and the canary.
   */
  static void train() throws IOException, InterruptedException {
    Path backups = Files.createTempDirectory("gaia-training-backups");
    try (LocalPostgres postgres = LocalPostgres.temporary()) {
      String migrate = postgres.url("migrate", "gaia");
      String keepalive = postgres.url("keepalive", "gaia");
      int exit =
          launch(
              "train",
              "migrate",
              "--database",
              migrate,
              "--then",
              "backup",
              "--database",
              migrate,
              "--to",
              backups.toString(),
              "--then",
              "keepalive",
              "--database",
              keepalive,
              "--then",
              "keepalive",
              "--json",
              "--database",
              keepalive);
      if (exit != 0 || isStale()) {
        throw new IOException("jobs/gaia left no cache, exit code " + exit);
      }
    } finally {
      Train.erase(backups);
    }
  }

  private static int launch(String mode, String... words) throws IOException, InterruptedException {
    Path launcher = Checkout.root().resolve("jobs/gaia");
    String[] command = new String[words.length + 1];
    command[0] = launcher.toString();
    System.arraycopy(words, 0, command, 1, words.length);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GAIA_AOT", mode);
    // The line that a scheduled run logs costs a start too.
    builder.environment().put("GAIA_SCHEDULED", "true");
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    return builder.start().waitFor();
  }
}
