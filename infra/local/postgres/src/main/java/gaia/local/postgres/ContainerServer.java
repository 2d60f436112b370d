package gaia.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A class of its own, so that only those who ask for a container need Testcontainers. */
final class ContainerServer {
  private static final String IMAGE = "postgres:16-alpine";

  private ContainerServer() {}

  static LocalPostgres start() {
    DockerImages.require(IMAGE);
    Passwords passwords = Passwords.inMemory();
    String password = passwords.of(Server.SUPERUSER);
    try {
      PostgreSQLContainer container = container(password);
      Server server =
          new Server(container.getHost(), container.getFirstMappedPort(), container::stop);
      provide(server, password, passwords);
      return new LocalPostgres(server, passwords);
    } catch (SQLException | RuntimeException e) {
      throw new PostgresUnavailable("no PostgreSQL in a container: " + e.getMessage(), e);
    }
  }

  private static PostgreSQLContainer container(String password) {
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withUsername(Server.SUPERUSER)
            .withPassword(password)
            .withDatabaseName("postgres");
    container.start();
    return container;
  }

  private static void provide(Server server, String password, Passwords passwords)
      throws SQLException {
    try (Connection superuser = server.connect(Server.SUPERUSER, password, "postgres")) {
      new CloudPart(superuser).provide(Checkout.logins(), passwords);
    } catch (SQLException | RuntimeException e) {
      server.stop().run();
      throw e;
    }
  }
}
