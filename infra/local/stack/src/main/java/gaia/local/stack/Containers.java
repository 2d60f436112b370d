package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.local.images.Docker;
import gaia.local.postgres.GaiaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The images that were built, run as Cloud Run runs them, on this machine's own network. */
public final class Containers {
  public static final String REPOSITORY = "gaia";
  public static final String TAG = "local";

  private Containers() {}

  /**
   * Settings are named here and given by the environment, so that no list of processes shows them.
   */
  public static List<String> ofFunction(String word, Path data, Set<String> settings) {
    List<String> command = run(data);
    command.addAll(List.of("--memory=512m", "-e", "PORT"));
    for (String name : settings) {
      command.addAll(List.of("-e", name));
    }
    command.add(REPOSITORY + "/" + word + ":" + TAG);
    return command;
  }

  /** A command of the jobs' image, which takes its database from {@code DATABASE_URL}. */
  static List<String> ofJob(Path data, List<String> words) throws IOException {
    // In place of a bucket, open to the image's own user.
    Path backups = Files.createDirectories(data.resolve("backups"));
    Files.setPosixFilePermissions(backups, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> command = run(data);
    command.addAll(List.of("-v", backups.toAbsolutePath() + ":/app/backups"));
    // Cloud Run's, too, is memory; a drill's scratch server lives in it.
    command.add("--tmpfs=/tmp:exec,mode=1777");
    command.addAll(List.of("-e", "DATABASE_URL", REPOSITORY + "/jobs:" + TAG));
    command.addAll(words);
    return command;
  }

  static GaiaProgram.Ended runJob(Path data, String url, String... words)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(ofJob(data, List.of(words))).redirectErrorStream(true);
    builder.environment().put("DATABASE_URL", url);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new GaiaProgram.Ended(process.waitFor(), output);
  }

  /** A killed docker command leaves its container. */
  static void remove(Path data) throws IOException, InterruptedException {
    String left = Docker.run("ps", "-aq", "--filter", "label=" + label(data));
    for (String id : left.lines().toList()) {
      Docker.run("rm", "-f", id);
    }
  }

  private static List<String> run(Path data) {
    return new ArrayList<>(
        List.of(
            "docker",
            "run",
            "--rm",
            "--network=host",
            "--read-only",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
            "--label=" + label(data)));
  }

  private static String label(Path data) {
    return "gaia.data=" + data;
  }
}
