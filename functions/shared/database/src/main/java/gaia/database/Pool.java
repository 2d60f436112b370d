package gaia.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The connections of a function. Not a DataSource itself: that bean Micronaut Data replaces by a
 * proxy, which could neither be closed nor asked to forget its connections.
 */
@Singleton
@Requires(property = DataSourceFactory.DIALECT)
final class Pool {
  static final Duration WAIT = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final HikariDataSource connections;

  Pool(
      DatabaseSettings settings,
      @Property(name = "micronaut.application.name", defaultValue = "function") String word,
      @Property(name = "database.pool", defaultValue = "3") int size) {
    // A connection used within this time is trusted without a round trip; CannotHaveRun covers it.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", Long.toString(IDLE.toMillis()));
    HikariConfig config = new HikariConfig();
    config.setPoolName(word);
    config.setDataSource(
        new Dialing(settings.jdbcUrl(), settings.functionProperties(word), this::isAwaited));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    // A start without the database is no failure: the first statement waits for it, and says so.
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFE.toMillis());
    // Frozen between requests nobody could ping.
    config.setKeepaliveTime(0);
    // Micronaut Data would make a connection read-only for each query and undo it after: undoing it
    // on one that broke throws, and hides what had happened. The driver ignores it altogether.
    config.setReadOnly(true);
    connections = new HikariDataSource(config);
  }

  HikariDataSource connections() {
    return connections;
  }

  private boolean isAwaited() {
    return connections.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0;
  }

  /** Those in use go when they come back. */
  void replaceConnections() {
    connections.getHikariPoolMXBean().softEvictConnections();
  }

  @PreDestroy
  void close() {
    connections.close();
  }
}
