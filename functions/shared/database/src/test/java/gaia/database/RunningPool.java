package gaia.database;

import gaia.local.postgres.LocalPostgres;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** The beans that a function gets of this module, on a real server. */
final class RunningPool implements AutoCloseable {
  final ApplicationContext context;
  final Probe probe;

  RunningPool(LocalPostgres postgres, Map<String, Object> more) {
    context =
        ApplicationContext.builder()
            .properties(
                Map.of(
                    "database.url", postgres.url("session", "gaia"),
                    "datasources.default.dialect", "POSTGRES",
                    "micronaut.application.name", "session"))
            .properties(more)
            .start();
    probe = context.getBean(Probe.class);
  }

  static DatabaseSettings settings(LocalPostgres postgres, String word) {
    return Given.url(postgres.url(word, "gaia")).read();
  }

  @Override
  public void close() {
    context.close();
  }
}
