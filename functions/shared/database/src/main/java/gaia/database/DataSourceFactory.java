package gaia.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pool of a function. A job has no dialect set, so it gets none: it opens what it needs. */
@Factory
@Requires(property = "datasources.default.dialect")
final class DataSourceFactory {
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofMinutes(10);

  @Singleton
  DatabaseSettings settings(Environment environment) {
    return DatabaseSettings.of(name -> setting(environment, name));
  }

  @Singleton
  @Named("default")
  @Bean(preDestroy = "close")
  HikariDataSource pool(
      DatabaseSettings settings,
      @Property(name = "micronaut.application.name", defaultValue = "function") String word,
      @Property(name = "database.pool", defaultValue = "3") int size) {
    // A connection used within this time is trusted without a round trip; CannotHaveRun covers it.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", Long.toString(IDLE.toMillis()));
    if (settings.echo()) {
      Echo.queries();
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(word);
    config.setJdbcUrl(settings.jdbcUrl());
    config.setDataSourceProperties(settings.functionProperties(word));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    // A start without the database is no failure: the first statement waits for it, and says so.
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFE.toMillis());
    // Frozen between requests nobody could ping.
    config.setKeepaliveTime(0);
    return new HikariDataSource(config);
  }

  private static @Nullable String setting(Environment environment, String name) {
    String given = System.getenv(name);
    // A password may hold ${: Micronaut would look for what it stands for.
    if (given != null && given.contains("${")) {
      return given;
    }
    String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
    return environment.getProperty(property, String.class).orElse(null);
  }
}
