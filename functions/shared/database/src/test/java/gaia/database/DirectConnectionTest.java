package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gaia.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DirectConnectionTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static LocalPostgres postgres;

  @BeforeAll
  static void startServer() {
    postgres = LocalPostgres.temporary();
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @Test
  void jobHasNoLimits_andShowsItsName() throws SQLException {
    try (Connection job = open(postgres.url("migrate", "gaia"))) {
      assertThat(text(job, "show statement_timeout")).isEqualTo("0");
      assertThat(text(job, "show application_name")).isEqualTo("gaia-test");
    }
  }

  @Test
  void anotherDatabaseOfTheSameServer_isReachedByTheSameLogin() throws SQLException {
    DatabaseSettings settings = Given.url(postgres.url("migrate", "gaia")).read();
    try (Connection job = DirectConnection.open(settings.inDatabase("postgres"), "test", LONG)) {
      assertThat(text(job, "select current_database() || ' ' || current_user"))
          .isEqualTo("postgres gaia-migrate@local.iam");
    }
  }

  @Test
  void serverWithoutTls_isRefusedAtOnce_whereTlsIsWanted() {
    for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> open(postgres.url("migrate", "gaia") + "?sslmode=" + mode))
          .withMessageContaining("SSL");
    }
  }

  @Test
  void databaseThatIsNotThere_isSaidAtOnce() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open(postgres.url("migrate", "nowhere")))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("3D000"));
  }

  private static Connection open(String url) throws SQLException {
    return DirectConnection.open(Given.url(url).read(), "test", LONG);
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
