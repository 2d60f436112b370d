package gaia.stats;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StatsTest {
  @Test
  void eachQuestion_hasItsTable_inHumanUnits() throws SQLException {
    Scratch database = Scratch.migrated();
    database.run(
        """
        insert into auth.users (user_id, issuer, subject) select gen_random_uuid(), 'i', g::text from generate_series(1, 2000) g;
        create index nobodys on auth.users (email);
        """);
    try (Connection session = database.as("session")) {
      Scratch.execute(session, "begin; select 1");
      String out = gaia("stats", "--top", "3", "--database", database.url("stats")).out();
      assertThat(out)
          .containsPattern(
              "\\ndatabase\\nname +size +cache hit .*\\nscratch_\\d+ +\\d+(\\.\\d)? MB +\\d+\\.\\d %")
          .containsPattern("\\nconnection budget\\nat most +used +ours +reserved +free")
          .containsPattern(
              "\\n\\d+ of \\d+ may be needed \\(functions (\\d+), jobs 12, reserve 8\\)\\n")
          .containsPattern("idle in transaction +gaia-session@local.iam +")
          .containsPattern("\\ntables\\n.*\\nauth.users +\\d+(\\.\\d)? kB ")
          .containsPattern("auth.nobodys +auth.users +\\d+(\\.\\d)? kB")
          .contains("\nlong statements: none\n", "\ninvalid indexes: none\n");
    }
    assertThat(gaia("stats", "--json", "--database", database.url("stats")).out())
        .contains("\"section\":\"tables\"", "\"total_bytes\":");
    assertThat(gaia("stats", "--top", "0", "--database", database.url("stats")).exit())
        .isEqualTo(2);
  }
}
