package gaia.testing;

import gaia.local.postgres.GaiaProgram;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;

/** One server a JVM, migrated once by the real program; every test class gets a copy. */
final class Template {
  static final String NAME = "gaia";
  final LocalPostgres postgres;

  private Template(LocalPostgres postgres) {
    this.postgres = postgres;
    migrate();
  }

  private static final class Embedded {
    static final Template ONE = new Template(LocalPostgres.temporary());
  }

  private static final class Container {
    static final Template ONE = new Template(LocalPostgres.container());
  }

  static Template embedded() {
    return Embedded.ONE;
  }

  static Template inContainer() {
    return Container.ONE;
  }

  private void migrate() {
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
