package gaia.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A class of its own, so that only those who ask for a container need Testcontainers. */
final class ContainerServer {
  private ContainerServer() {}

  static LocalPostgres start() {
    Passwords passwords = Passwords.inMemory();
    String password = passwords.of(Server.SUPERUSER);
    PostgreSQLContainer container =
        new PostgreSQLContainer("postgres:16-alpine")
            .withUsername(Server.SUPERUSER)
            .withPassword(password)
            .withDatabaseName("postgres");
    container.start();
    Server server =
        new Server(container.getHost(), container.getFirstMappedPort(), container::stop);
    try (Connection superuser = server.connect(Server.SUPERUSER, password, "postgres")) {
      new CloudPart(superuser).provide(Checkout.logins(), passwords);
    } catch (SQLException | RuntimeException e) {
      container.stop();
      throw new PostgresUnavailable("no PostgreSQL in a container: " + e.getMessage(), e);
    }
    return new LocalPostgres(server, passwords);
  }
}
