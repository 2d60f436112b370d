package gaia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
  @ParameterizedTest
  @CsvSource({
    "25006, this server takes no writes",
    "53100, that server's disk is full",
    "53200, that server has no room for this: raise max_locks_per_transaction",
    "53300, end some of those that are there",
    "57014, somebody or a limit ended the statement",
    "57P01, the connection was lost",
    "08006, the connection was lost"
  })
  void whatTheServerCannotDoNow_isNoLostConnection(String state, String hint) {
    Stop stop = Failure.of(new SQLException("no", state));
    assertThat(stop.outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(stop.hint).startsWith(hint);
  }

  @Test
  void whatFailsAmongOthers_tellsNobodyToCallAMethod() throws SQLException {
    try (Connection connection = Scratch.empty().as("migrate");
        Statement statement = connection.createStatement()) {
      statement.addBatch("set lock_timeout = '1s'");
      statement.addBatch("set lock_timeout = 'soon'");
      String text = "";
      try {
        statement.executeBatch();
      } catch (BatchUpdateException e) {
        text = Failure.text(e);
      }
      assertThat(text)
          .contains("lock_timeout")
          .endsWith("(22023)")
          .doesNotContain("getNextException");
    }
  }
}
