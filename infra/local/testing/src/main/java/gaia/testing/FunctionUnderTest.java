package gaia.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The function of a module, running for one test class over a database and an issuer of its own:
 *
 * <pre>{@code
 * @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");
 * }</pre>
 */
public final class FunctionUnderTest
    implements BeforeAllCallback, AfterAllCallback, AfterEachCallback {
  private final String word;
  private final Map<String, String> changes = new TreeMap<>();
  private Supplier<TestDatabase> databases = TestDatabase::create;
  private @Nullable TestDatabase database;
  private @Nullable TestIssuer issuer;
  private @Nullable RunningFunction function;
  private final List<String> neighbours = new ArrayList<>();
  private final Map<String, FunctionProcess> beside = new TreeMap<>();

  private FunctionUnderTest(String word) {
    this.word = word;
  }

  public static FunctionUnderTest of(String word) {
    return new FunctionUnderTest(word);
  }

  /** Starts it with another value of a setting, in the form of a property. */
  public FunctionUnderTest with(String setting, String value) {
    changes.put(setting, value);
    return this;
  }

  /** Over a PostgreSQL in a container; needs testcontainers-postgresql, skipped without Docker. */
  public FunctionUnderTest inContainer() {
    databases = TestDatabase::inContainer;
    return this;
  }

  /**
   * With other functions, as they were built, over the same database and issuer; by its own word
   * another instance of this one.
   */
  public FunctionUnderTest beside(String... words) {
    neighbours.addAll(List.of(words));
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  /** For tests that another engine than Jupiter runs. */
  public void start() {
    database = databases.get();
    issuer = TestIssuer.start();
    for (String other : neighbours) {
      beside.put(other, FunctionProcess.start(other, settings(other, database, issuer)));
    }
    function = RunningFunction.start(settings(word, database, issuer));
    String token = issuer.token("early-bird");
    beside.values().forEach(other -> other.awaitAwake(token));
  }

  private Map<String, String> settings(String of, TestDatabase database, TestIssuer issuer) {
    Map<String, String> settings = RunningFunction.settings(database.url(of), issuer);
    settings.putAll(changes);
    return settings;
  }

  /** A test that moved the clock can't surprise the next one. */
  @Override
  public void afterEach(ExtensionContext context) {
    TestClock.ahead(Duration.ZERO);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  public void stop() {
    beside.values().forEach(FunctionProcess::close);
    if (function != null) {
      function.close();
    }
    if (issuer != null) {
      issuer.close();
    }
    if (database != null) {
      database.close();
    }
  }

  /** A client that is nobody yet. */
  public Http http() {
    return Objects.requireNonNull(function).http();
  }

  /** A client who is signed in by that name. */
  public Http as(String name) {
    return http().as(issuer().token(name));
  }

  /** The same person as a client of a function beside this one. */
  public Http at(String other, String name) {
    return Objects.requireNonNull(beside.get(other)).http().as(issuer().token(name));
  }

  /** All that it answers to, such as {@code POST /v1/invite}. */
  public Set<String> routes() {
    return Routes.of(settings(word, database(), issuer()));
  }

  /** For {@link RawHttp}. */
  public int port() {
    return Objects.requireNonNull(function).port();
  }

  public TestIssuer issuer() {
    return Objects.requireNonNull(issuer);
  }

  public TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  /**
   * Runs a statement as the owner, to arrange what no function may do; how many rows it changed.
   */
  public int sql(String statement, @Nullable Object... values) {
    try (Connection owner = database().connect("migrate");
        PreparedStatement prepared = prepare(owner, statement, values)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(statement + ": " + e.getMessage(), e);
    }
  }

  /** The first column of the only row, as text, read as the owner. */
  public @Nullable String one(String query, @Nullable Object... values) {
    try (Connection owner = database().connect("migrate");
        PreparedStatement prepared = prepare(owner, query, values);
        ResultSet row = prepared.executeQuery()) {
      if (!row.next()) {
        throw new AssertionError("no row: " + query);
      }
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query + ": " + e.getMessage(), e);
    }
  }

  /** The same of a number. */
  public long number(String query, @Nullable Object... values) {
    return Long.parseLong(Objects.requireNonNull(one(query, values)));
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }
}
