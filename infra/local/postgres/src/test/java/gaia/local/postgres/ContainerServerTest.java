package gaia.local.postgres;

import static gaia.local.postgres.LocalPostgresTest.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ContainerServerTest {
  @Test
  void containerHoldsWhatTheEmbeddedServerHolds() throws SQLException {
    try (LocalPostgres postgres = containerOrSkip();
        Connection migrate = postgres.connect("migrate", "gaia")) {
      assertThat(postgres.version()).startsWith("16.");
      assertThat(ask(migrate, "select current_setting('is_superuser')")).isEqualTo("off");
      assertThat(ask(migrate, "select pg_has_role('cloudsqlsuperuser', 'set')::text"))
          .isEqualTo("true");
    }
  }

  private static LocalPostgres containerOrSkip() {
    try {
      return LocalPostgres.container();
    } catch (PostgresUnavailable e) {
      return Assumptions.abort(e.getMessage());
    }
  }
}
