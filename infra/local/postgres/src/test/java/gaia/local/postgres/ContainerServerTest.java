package gaia.local.postgres;

import static gaia.local.postgres.LocalPostgresTest.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

@EnabledIf("dockerAnswers")
class ContainerServerTest {
  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @Test
  void containerHoldsWhatTheEmbeddedServerHolds() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.container();
        Connection migrate = postgres.connect("migrate", "gaia")) {
      assertThat(postgres.version()).startsWith("16.");
      assertThat(ask(migrate, "select current_setting('is_superuser')")).isEqualTo("off");
      assertThat(ask(migrate, "select pg_has_role('cloudsqlsuperuser', 'set')::text"))
          .isEqualTo("true");
    }
  }
}
