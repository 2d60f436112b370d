package gaia.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A real PostgreSQL 16 on this machine that holds what the cloud gives: {@code cloudsqlsuperuser},
 * a login with a password for each function and for the migration, and the database gaia.
 */
public final class LocalPostgres implements AutoCloseable {
  private final Server server;
  private final Passwords passwords;

  LocalPostgres(Server server, Passwords passwords) {
    this.server = server;
    this.passwords = passwords;
  }

  /** Empty, on a free port, as fast as it gets; gone when closed or when this JVM ends. */
  public static LocalPostgres temporary() {
    return EmbeddedServer.temporary();
  }

  /**
   * The same in a container; needs testcontainers-postgresql on the class path.
   *
   * @throws PostgresUnavailable where Docker does not answer, or not with the image
   */
  public static LocalPostgres container() {
    return ContainerServer.start();
  }

  /**
   * The server that lives in a folder and keeps its data. The caller holds a lock on that folder: a
   * server that is found running in it is taken for a left-over and stopped.
   *
   * @throws PostgresUnavailable with a sentence for the terminal
   */
  public static LocalPostgres persistent(Path directory, int preferredPort) {
    return new PersistentServer(directory.toAbsolutePath().normalize()).start(preferredPort);
  }

  /** Ends every process of the server in a folder at once, as losing its machine would. */
  public static void kill(Path directory) {
    new PersistentServer(directory.toAbsolutePath().normalize()).kill();
  }

  /** Forgets the data in a folder for good; the caller holds a lock on it. */
  public static void erase(Path directory) {
    new PersistentServer(directory.toAbsolutePath().normalize()).erase();
  }

  /** The name that a word logs in by, the same shape as a service account's on Cloud SQL. */
  public static String login(String word) {
    return "gaia-" + word + "@local.iam";
  }

  public String host() {
    return server.host();
  }

  public int port() {
    return server.port();
  }

  /** Such as 16.15. */
  public String version() {
    try (Connection connection = connect("migrate", "postgres")) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new PostgresUnavailable("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  public String password(String word) {
    return passwords.of(login(word));
  }

  /** A DATABASE_URL as libpq reads it. */
  public String url(String word, String database) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            URLEncoder.encode(login(word), UTF_8),
            URLEncoder.encode(password(word), UTF_8),
            host(),
            port(),
            URLEncoder.encode(database, UTF_8));
  }

  public Connection connect(String word, String database) throws SQLException {
    return server.connect(login(word), password(word), database);
  }

  /** Makes a database like another one to which nobody is connected, its grants included. */
  public void copyDatabase(String template, String name) throws SQLException {
    try (Connection superuser = superuser()) {
      new CloudPart(superuser).copy(template, name);
    }
  }

  /** Ends whoever is connected to it. */
  public void dropDatabase(String name) throws SQLException {
    try (Connection superuser = superuser()) {
      new CloudPart(superuser).drop(name);
    }
  }

  /**
   * A connection such as the cloud's own agents keep open, which nobody of ours may touch.
   *
   * @param replication as a replica has it
   */
  public Connection connectAsCloud(String database, boolean replication) throws SQLException {
    return server.connect(Server.SUPERUSER, passwords.of(Server.SUPERUSER), database, replication);
  }

  private Connection superuser() throws SQLException {
    return server.connect(Server.SUPERUSER, passwords.of(Server.SUPERUSER), "postgres");
  }

  @Override
  public void close() {
    server.stop().run();
  }
}
