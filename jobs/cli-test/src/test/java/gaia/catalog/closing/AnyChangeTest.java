package gaia.catalog.closing;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever somebody did to a database, in whatever combination: the SQL that is offered closes it.
 */
class AnyChangeTest {
  private static final Scratch DATABASE = migrated();
  private static final Catalog SCHEMA = read();

  @Provide
  Arbitrary<List<Sabotage>> sabotages() {
    return Sabotage.any(SCHEMA).list().ofMinSize(1).ofMaxSize(4);
  }

  // The same hundred in each build, which then fails by its own changes only; another seed is
  // another
  // hundred.
  @Property(tries = 100, seed = "20261120", shrinking = ShrinkingMode.OFF)
  void isClosed(@ForAll("sabotages") List<Sabotage> sabotages) throws SQLException {
    try (Connection connection = DATABASE.as("migrate")) {
      connection.setAutoCommit(false);
      List<String> done = new ArrayList<>();
      for (Sabotage sabotage : sabotages) {
        if (sabotage.tried(connection)) {
          done.add(sabotage.sql());
        }
      }
      Closing closing = Closing.of(SCHEMA, Catalog.read(connection));
      assertThat(closing.refused()).as("%s", done).isEmpty();
      try {
        ClosingTest.run(connection, closing);
      } catch (AssertionError e) {
        throw new AssertionError("after " + done, e);
      }
      assertThat(ClosingTest.told(Differences.between(SCHEMA, Catalog.read(connection))))
          .as("after %s:%n%s", done, closing.script())
          .isEmpty();
    }
  }

  private static Scratch migrated() {
    try {
      Scratch database = Scratch.migrated();
      // What a dropped column held is gone for good, and where rows are it cannot come back empty.
      database.run("truncate ops.job_runs, ops.flyway_history, ops.migration_records");
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Catalog read() {
    try (Connection connection = DATABASE.as("migrate")) {
      return Catalog.read(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
