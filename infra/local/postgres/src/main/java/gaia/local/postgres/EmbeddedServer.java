package gaia.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts embedded servers in which everybody needs a password, the superuser too. */
final class EmbeddedServer {
  // Held here, since loggers that nobody holds lose their level.
  private static final Logger LIBRARY = Logger.getLogger("io.zonky.test");

  private static final String EVERYBODY_BY_PASSWORD =
      """
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;
  private static final String NOT_YET =
      """
      host all postgres 127.0.0.1/32 trust
      host all postgres ::1/128 trust
      """;

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  /**
   * For a server that lives for some tests: a database is hundreds of files, for which a disk's
   * journal takes its time, and the rounds of a login's key protect nothing there.
   */
  private static final boolean FLEETING = Boolean.getBoolean("gaia.postgres.fleeting");

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM_FOR_SOME = 8_000_000_000L;

  private EmbeddedServer() {}

  static LocalPostgres temporary() {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOutputRedirector(Redirect.DISCARD)
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig(
                "shared_buffers", System.getProperty("gaia.postgres.shared_buffers", "128MB"))
            .setServerConfig("scram_iterations", FLEETING ? "1" : "4096");
    try {
      return start(builder, folder(), Passwords.inMemory());
    } catch (IOException | SQLException | RuntimeException e) {
      throw new PostgresUnavailable("no temporary PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static Path folder() throws IOException {
    boolean fits =
        FLEETING
            && Files.isWritable(MEMORY)
            && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_FOR_SOME;
    return fits
        ? Files.createTempDirectory(MEMORY, "gaia-postgres")
        : Files.createTempDirectory("gaia-postgres");
  }

  static LocalPostgres start(EmbeddedPostgres.Builder builder, Path data, Passwords passwords)
      throws IOException, SQLException {
    // A superuser who has no password yet, or whose password was lost, is let in to get one.
    boolean known = passwords.knows(Server.SUPERUSER) && Files.exists(data.resolve("PG_VERSION"));
    String rules = known ? EVERYBODY_BY_PASSWORD : NOT_YET;
    EmbeddedPostgres postgres =
        builder
            .setDataDirectory(data)
            .setDataDirectoryCustomizer(at -> writeRules(at.toPath(), rules))
            .setConnectConfig("password", passwords.of(Server.SUPERUSER))
            .setServerConfig("listen_addresses", "localhost")
            .setServerConfig("unix_socket_directories", "''")
            .setLocaleConfig("locale", onMac() ? "en_US.UTF-8" : "C.UTF-8")
            .start();
    Server server = new Server("127.0.0.1", postgres.getPort(), () -> close(postgres));
    try {
      provide(server, data, passwords);
    } catch (SQLException | RuntimeException e) {
      server.stop().run();
      throw e;
    }
    return new LocalPostgres(server, passwords);
  }

  private static void provide(Server server, Path data, Passwords passwords) throws SQLException {
    String password = passwords.of(Server.SUPERUSER);
    try (Connection superuser = server.connect(Server.SUPERUSER, password, "postgres");
        Statement statement = superuser.createStatement()) {
      CloudPart cloud = new CloudPart(superuser);
      cloud.setPassword(Server.SUPERUSER, password);
      writeRules(data, EVERYBODY_BY_PASSWORD);
      statement.execute("select pg_reload_conf()");
      cloud.provide(Checkout.logins(), passwords);
    }
  }

  private static void writeRules(Path data, String rules) {
    try {
      Files.writeString(data.resolve("pg_hba.conf"), rules);
    } catch (IOException e) {
      throw new PostgresUnavailable("could not write pg_hba.conf: " + e.getMessage(), e);
    }
  }

  private static boolean onMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new PostgresUnavailable("PostgreSQL did not stop: " + e.getMessage(), e);
    }
  }
}
