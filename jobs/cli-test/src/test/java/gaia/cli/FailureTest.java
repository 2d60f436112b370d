package gaia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class FailureTest {
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
