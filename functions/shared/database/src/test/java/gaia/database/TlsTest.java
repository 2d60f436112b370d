package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gaia.local.postgres.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with TLS whose certificate says localhost: by its address it is somebody else. */
@Timeout(60)
class TlsTest {
  @TempDir static Path folder;
  private static LocalPostgres postgres;
  private static Path certificate;

  @BeforeAll
  static void startServer() throws Exception {
    LocalPostgres.persistent(folder, 0).close();
    certificate = ServerCertificate.into(folder.resolve("data"));
    postgres = LocalPostgres.persistent(folder, 0);
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @Test
  void serverWhoseCertificateIsTrusted_andOfItsName_isReached() throws SQLException {
    assertThat(isEncrypted("localhost", "sslmode=verify-full&sslrootcert=" + certificate)).isTrue();
  }

  @Test
  void serverOfAnotherName_isRefused_unlessOnlyItsAuthorityIsAskedFor() throws SQLException {
    refused("127.0.0.1", "sslmode=verify-full&sslrootcert=" + certificate);
    assertThat(isEncrypted("127.0.0.1", "sslmode=verify-ca&sslrootcert=" + certificate)).isTrue();
  }

  @Test
  void serverThatNobodyVouchesFor_isRefused_atOnce() {
    refused("localhost", "sslmode=verify-full");
    refused("localhost", "sslmode=verify-full&sslrootcert=system");
    refused("localhost", "sslmode=verify-ca");
  }

  @Test
  void whatWasSaidAloud_isDone() throws SQLException {
    assertThat(isEncrypted("localhost", "sslmode=require")).isTrue();
    assertThat(isEncrypted("localhost", "sslmode=disable")).isFalse();
  }

  private static void refused(String host, String parameters) {
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> isEncrypted(host, parameters));
  }

  private static boolean isEncrypted(String host, String parameters) throws SQLException {
    String url = postgres.url("session", "gaia").replace("@127.0.0.1:", "@" + host + ":");
    DatabaseSettings settings = Given.url(url + "?" + parameters).read();
    assertThat(settings.host()).isEqualTo(host);
    try (Connection connection = DirectConnection.open(settings, "test", Duration.ofHours(1));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }
}
