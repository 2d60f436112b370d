package gaia.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
  @Test
  void copiesAreMigratedAndApart() throws SQLException {
    try (TestDatabase one = TestDatabase.create();
        TestDatabase other = TestDatabase.create()) {
      run(
          one,
          "migrate",
          "insert into auth.users (user_id, issuer, subject) values (gen_random_uuid(), 'i', 's')");
      assertThat(number(one, "select count(*) from auth.users")).isEqualTo(1);
      assertThat(number(other, "select count(*) from auth.users")).isZero();
    }
  }

  @Test
  void everyWordHasItsOwnRightsInTheCopy() throws SQLException {
    try (TestDatabase database = TestDatabase.create()) {
      run(database, "session", "select session_id from campaign_sessions");
      assertThatThrownBy(() -> run(database, "session", "delete from campaign_sessions"))
          .hasMessageContaining("permission denied");
    }
  }

  private static void run(TestDatabase database, String word, String sql) throws SQLException {
    try (Connection connection = database.connect(word);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect("migrate");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }
}
