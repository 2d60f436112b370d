package gaia.testing;

import gaia.local.postgres.GaiaProgram;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One server a JVM, migrated once by the real program; every test class gets a copy. */
final class Template {
  static final String NAME = "gaia";
  private static @Nullable Template embedded;
  private static @Nullable Template container;

  final LocalPostgres postgres;

  private Template(LocalPostgres postgres) {
    this.postgres = postgres;
    migrate(postgres);
  }

  static synchronized Template embedded() {
    if (embedded == null) {
      embedded = new Template(LocalPostgres.temporary());
    }
    return embedded;
  }

  static synchronized Template inContainer() {
    if (container == null) {
      container = new Template(LocalPostgres.container());
    }
    return container;
  }

  static void migrate(LocalPostgres postgres) {
    try {
      String url = postgres.url("migrate", NAME);
      GaiaProgram.Ended migrate = GaiaProgram.run("migrate", "--database", url);
      if (migrate.exit() != 0) {
        throw new IllegalStateException(
            "gaia migrate ended with %d: %s".formatted(migrate.exit(), migrate.output()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("gaia migrate did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while gaia migrate ran", e);
    }
  }
}
