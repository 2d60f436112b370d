package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class StrangersTest {
  @Test
  void othersTables_areLeftAlone() throws SQLException {
    Scratch database = Scratch.empty();
    try (Connection migrate = database.as("migrate");
        Statement statement = migrate.createStatement()) {
      statement.execute("set role cloudsqlsuperuser");
      statement.execute("create schema auth; create table auth.sessions (id integer)");
      for (String[] words :
          new String[][] {{"migrate"}, {"migrate", "--dry-run"}, {"migrate", "--to", "1"}}) {
        Ended ended = gaia(with(words, database));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
            .contains("no history of gaia, but 1 tables and views, auth.sessions the first")
            .contains("hint: gaia adopt takes");
      }
      assertThat(Scratch.read(migrate, "select to_regnamespace('ops')::text")).containsOnlyNulls();
    }
  }

  private static String[] with(String[] words, Scratch database) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--database";
    all[words.length + 1] = database.url();
    return all;
  }
}
