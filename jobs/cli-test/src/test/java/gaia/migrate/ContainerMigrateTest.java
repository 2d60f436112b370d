package gaia.migrate;

import static org.junit.jupiter.api.Assumptions.abort;

import gaia.local.postgres.LocalPostgres;
import gaia.local.postgres.PostgresUnavailable;

/** The same story in the image that the seed names, where Docker answers and has it. */
class ContainerMigrateTest extends FirstMigrateTest {
  @Override
  LocalPostgres server() {
    try {
      return LocalPostgres.container();
    } catch (PostgresUnavailable e) {
      return abort(e.getMessage());
    }
  }
}
