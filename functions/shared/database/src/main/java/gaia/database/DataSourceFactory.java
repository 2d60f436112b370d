package gaia.database;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data source of a function. A job sets no dialect, so it gets none: it opens what it needs.
 */
@Factory
@Requires(property = DataSourceFactory.DIALECT)
final class DataSourceFactory {
  static final String DIALECT = "datasources.default.dialect";

  @Singleton
  DatabaseSettings settings(Environment environment) {
    return DatabaseSettings.of(name -> setting(environment, name));
  }

  @Singleton
  @Named("default")
  DataSource dataSource(DatabaseSettings settings, Pool pool) {
    if (settings.echo()) {
      Echo.queries();
    }
    return pool.connections();
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
