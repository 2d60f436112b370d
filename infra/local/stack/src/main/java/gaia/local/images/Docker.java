package gaia.local.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The docker command, whose engine may be anywhere. */
public final class Docker {
  private Docker() {}

  public static boolean answers() {
    try {
      Process docker =
          command(List.of("version", "--format", "{{.Server.Version}}"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      docker.getOutputStream().close();
      if (!docker.waitFor(10, TimeUnit.SECONDS)) {
        docker.destroyForcibly();
        return false;
      }
      return docker.exitValue() == 0;
    } catch (IOException noDocker) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What it printed; its complaints are the exception's. */
  public static String run(String... words) throws IOException, InterruptedException {
    Process docker = command(List.of(words)).redirectErrorStream(true).start();
    docker.getOutputStream().close();
    String said = new String(docker.getInputStream().readAllBytes(), UTF_8).strip();
    if (docker.waitFor() != 0) {
      throw new IOException(
          "docker " + words[0] + " ended with " + docker.exitValue() + ":\n" + said);
    }
    return said;
  }

  static void build(Path dockerfile, Path context, String image, List<String> options)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("build", "--force-rm", "-f", dockerfile.toString(), "-t", image));
    words.addAll(options);
    words.add(context.toString());
    run(words.toArray(String[]::new));
  }

  private static ProcessBuilder command(List<String> words) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(words);
    return new ProcessBuilder(command);
  }
}
