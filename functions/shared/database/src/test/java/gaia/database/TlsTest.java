package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gaia.database.timed.TimedConnection;
import gaia.local.postgres.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with TLS whose certificate says localhost: by its address it is somebody else. */
@Timeout(120)
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

  @Test
  void timedConnection_tellsTheHandshakeApart_andVerifiesAsMuch() throws SQLException {
    DatabaseSettings trusted =
        settings("localhost", "sslmode=verify-full&sslrootcert=" + certificate);
    TimedConnection timed = TimedConnection.open(trusted, "test", Duration.ofHours(1));
    try (Connection connection = timed.connection()) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(timed.laps().tls()).isPositive();
      assertThat(timed.attempts()).isEqualTo(1);
    }
    for (String unknown : List.of("sslmode=verify-full", "sslmode=verify-ca&sslrootcert=system")) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () ->
                  TimedConnection.open(
                      settings("localhost", unknown), "test", Duration.ofHours(1)));
    }
  }

  private static void refused(String host, String parameters) {
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> isEncrypted(host, parameters));
  }

  private static boolean isEncrypted(String host, String parameters) throws SQLException {
    DatabaseSettings settings = settings(host, parameters);
    assertThat(settings.host()).isEqualTo(host);
    try (Connection connection = DirectConnection.open(settings, "test", Duration.ofHours(1));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static DatabaseSettings settings(String host, String parameters) {
    String url = postgres.url("session", "gaia").replace("@127.0.0.1:", "@" + host + ":");
    return Given.url(url + "?" + parameters).read();
  }
}
