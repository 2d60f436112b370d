package gaia.testing;

import gaia.database.DatabaseSettings;
import gaia.local.postgres.LocalPostgres;
import gaia.local.postgres.PostgresUnavailable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A migrated database of a test class's own, in which everybody has the rights they really have.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final LocalPostgres postgres;
  private final String name = "gaia_test_" + COUNT.incrementAndGet();

  private TestDatabase(Template template) {
    this.postgres = template.postgres;
  }

  private TestDatabase copied() {
    try {
      postgres.copyDatabase(Template.NAME, name);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException("no copy of the template database: " + e.getMessage(), e);
    }
  }

  public static TestDatabase create() {
    return new TestDatabase(Template.embedded()).copied();
  }

  /** With nothing in it, for what somebody else would have made there. */
  public static TestDatabase empty() throws SQLException {
    TestDatabase database = new TestDatabase(Template.embedded());
    try (Connection login = database.postgres.connect("migrate", "postgres");
        Statement statement = login.createStatement()) {
      statement.execute("set role cloudsqlsuperuser");
      statement.execute("create database " + database.name);
    }
    return database;
  }

  /** The same in a container; where Docker does not answer, the tests that ask are skipped. */
  public static TestDatabase inContainer() {
    try {
      return new TestDatabase(Template.inContainer()).copied();
    } catch (PostgresUnavailable e) {
      return Assumptions.abort(e.getMessage());
    }
  }

  /** The DATABASE_URL of a word's login. */
  public String url(String word) {
    return postgres.url(word, name);
  }

  /**
   * A connection under a word's login; {@code migrate} acts as the owner, to arrange what no
   * function may do and to look at what none may see.
   */
  public Connection connect(String word) throws SQLException {
    Connection connection = postgres.connect(word, name);
    return word.equals("migrate") ? asOwner(connection) : connection;
  }

  static Connection asOwner(Connection migrate) throws SQLException {
    try (Statement statement = migrate.createStatement()) {
      statement.execute("set role gaia_owner");
    }
    return migrate;
  }

  /** The same as the pool of that word's function opens it, with its settings of the session. */
  public Connection connectPooled(String word) throws SQLException {
    String url = url(word);
    DatabaseSettings settings =
        DatabaseSettings.of(name -> name.equals("DATABASE_URL") ? url : null);
    return DriverManager.getConnection(settings.jdbcUrl(), settings.functionProperties(word));
  }

  @Override
  public void close() {
    try {
      postgres.dropDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException("could not drop " + name + ": " + e.getMessage(), e);
    }
  }
}
