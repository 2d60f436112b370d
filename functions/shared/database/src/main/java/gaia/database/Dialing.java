package gaia.database;

import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * Opens connections for the pool, and while the server is away tries again at one pace as long as
 * somebody waits for it: the pool's own pauses double up to 5 s, longer than anybody waits, so each
 * would be refused until well after the server is back.
 */
final class Dialing implements DataSource {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Dialing.class);
  private static final long PACE = Duration.ofMillis(100).toNanos();

  private final DriverDataSource driver;
  private final BooleanSupplier awaited;

  Dialing(String url, Properties properties, BooleanSupplier awaited) {
    this.driver = new DriverDataSource(url, null, properties, null, null);
    this.awaited = awaited;
  }

  @Override
  public Connection getConnection() throws SQLException {
    for (int failures = 0; ; failures++) {
      try {
        return driver.getConnection();
      } catch (SQLException e) {
        if (failures == 0) {
          LOG.warn("no connection to the database: {}", e.getMessage());
        }
        if (!mayPass(e) || !awaited.getAsBoolean() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      // Not all instances at one moment.
      LockSupport.parkNanos(PACE + ThreadLocalRandom.current().nextLong(PACE));
    }
  }

  /** Refused, unreachable, starting or stopping; not a wrong password, nor too many of us. */
  private static boolean mayPass(SQLException failure) {
    return DatabaseProblem.state(failure)
        .filter(state -> state.startsWith("08") || state.startsWith("57P0"))
        .isPresent();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("a function has one login");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    driver.setLogWriter(writer);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return driver.getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver.setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return driver.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return driver.isWrapperFor(type);
  }
}
