package gaia.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which database, as whom and how: from {@code DATABASE_URL}, or {@code DB_USER} and its like.
 *
 * @param instance {@code PROJECT:REGION:INSTANCE}, reached by the Cloud SQL connector in place of
 *     host and port
 * @param password absent: nothing is sent, or on Cloud SQL the IAM login's token
 * @param tls how the connection is protected where no connector does it
 * @param application what the server shows for it, where the URL says it
 * @param echo statements go to the log, bound values never
 */
public record DatabaseSettings(
    String user,
    @Nullable String password,
    String database,
    String host,
    int port,
    @Nullable String instance,
    String ipTypes,
    Tls tls,
    @Nullable String application,
    Duration connectTimeout,
    boolean echo) {

  /**
   * Reads the settings.
   *
   * @param get a setting by the name of its environment variable, {@code System::getenv} for one
   * @throws BadSettings naming what is missing, wrong or at odds
   */
  public static DatabaseSettings of(Setting get) {
    return new SettingsReader(get).read();
  }

  /** A setting by the name of its environment variable, or null. */
  @FunctionalInterface
  public interface Setting {
    @Nullable String get(String name);
  }

  /** The same server and login, another database. */
  public DatabaseSettings inDatabase(String name) {
    return new DatabaseSettings(
        user,
        password,
        name,
        host,
        port,
        instance,
        ipTypes,
        tls,
        application,
        connectTimeout,
        echo);
  }

  /** Without any secret: user and password are among the properties. */
  public String jdbcUrl() {
    String name = URLEncoder.encode(database, StandardCharsets.UTF_8);
    if (instance != null) {
      return "jdbc:postgresql:///" + name;
    }
    String address = host.contains(":") ? "[" + host + "]" : host;
    return "jdbc:postgresql://" + address + ":" + port + "/" + name;
  }

  /** For a function: each limit is shorter than the one around it, the request's 15 s. */
  public Properties functionProperties(String word) {
    return DriverProperties.ofFunction(this, word);
  }

  /** For a job, whose statements take as long as they take. */
  public Properties jobProperties(String word) {
    return DriverProperties.ofJob(this, word);
  }

  /** As the command line shows it. */
  public String address() {
    return database + "@" + (instance != null ? instance : host + ":" + port);
  }

  @Override
  public String toString() {
    return user + " on " + address() + (instance != null ? "" : " tls " + tls.mode());
  }
}
