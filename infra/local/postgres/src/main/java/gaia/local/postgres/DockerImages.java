package gaia.local.postgres;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Asks before Testcontainers does: where an image is neither here nor to be had, that library tries
 * for minutes before it says so.
 */
final class DockerImages {
  private static final String CLEANER = "testcontainers/ryuk";

  private DockerImages() {}

  static void require(String image) {
    requireOne(image);
    if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
      requireOne(CLEANER);
    }
  }

  private static void requireOne(String image) {
    if (!isHere(image)) {
      throw new PostgresUnavailable(
          "Docker does not answer, or has no %s: docker pull %s".formatted(image, image), null);
    }
  }

  private static boolean isHere(String image) {
    try {
      Process docker =
          new ProcessBuilder("docker", "image", "ls", "-q", "--filter", "reference=" + image)
              .redirectErrorStream(true)
              .start();
      docker.getOutputStream().close();
      if (!docker.waitFor(10, TimeUnit.SECONDS)) {
        docker.destroyForcibly();
        return false;
      }
      return docker.exitValue() == 0 && docker.getInputStream().read() != -1;
    } catch (IOException noDocker) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
