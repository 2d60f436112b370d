package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Declared;
import gaia.testing.Tables;
import gaia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The plans that a pooled connection keeps, for every statement that this function declares. */
class PlanTest {
  private static final List<Declared> STATEMENTS = Declared.nextTo(AccountRepository.class);

  @Test
  void everyStatementFindsItsRowsByAnIndex_inFullTables() throws SQLException {
    try (TestDatabase database = Tables.FULL.create();
        // Not the pool's: where an index is missing its settings would hide that.
        Connection free = database.connect("account")) {
      assertNoScan(free);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FULL")
  void planThatIsKept_readsNoTableFromEndToEnd_whateverWasKnownOfIt(Tables tables)
      throws SQLException {
    try (TestDatabase database = tables.create();
        Connection pooled = database.connectPooled("account")) {
      assertNoScan(pooled);
    }
  }

  private static void assertNoScan(Connection connection) {
    assertThat(STATEMENTS)
        .isNotEmpty()
        .allSatisfy(statement -> assertThat(statement.readsWhole(connection)).isEmpty());
  }
}
