package gaia.health;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Gate;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void aDatabaseThatAnswers_tellsLatencyVersionsAndConnections() throws SQLException {
    Ended ended = gaia("health", "--database", Scratch.migrated().url("health"));
    ended.succeeded();
    assertThat(ended.out())
        .containsPattern(
            "healthy: scratch_\\d+@127.0.0.1:\\d+  PostgreSQL 16.\\d+  schema [1-9]\\d*  ")
        .containsPattern("connecting [\\d.]+ ms, query [\\d.]+ ms  \\d+ of \\d+ connections")
        .containsPattern("gaia-health@local.iam +gaia-health +1 +1");
  }

  @Test
  void aSilentServer_isUnhealthyInTime() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    try (Gate silent = Gate.silentAfter(database.port(), 0)) {
      String url = database.url("health").replace(":" + database.port(), ":" + silent.port());
      Ended ended = gaia("health", "--json", "--timeout", "1s", "--database", url);
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.json()).containsEntry("outcome", "unhealthy");
    }
  }

  @Test
  void nobodyThere_isUnhealthy() {
    Ended ended = gaia("health", "--timeout", "1s", "--database", "postgresql://a:b@127.0.0.1:1/c");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("gaia health: unhealthy: ", "hint: ");
  }
}
