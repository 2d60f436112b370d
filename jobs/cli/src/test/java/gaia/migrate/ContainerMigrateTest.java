package gaia.migrate;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gaia.local.postgres.LocalPostgres;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;

/** The same story in the image that the seed names, where Docker answers and has it. */
class ContainerMigrateTest extends FirstMigrateTest {
  @Override
  LocalPostgres server() {
    assumeTrue(dockerAnswers(), "Docker does not answer");
    try {
      return LocalPostgres.container();
    } catch (ContainerFetchException e) {
      return abort("Docker answers, but not with the image: " + e.getMessage());
    }
  }

  /** Inside a container Testcontainers first looks around with an image that may not be there. */
  private static boolean dockerAnswers() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
