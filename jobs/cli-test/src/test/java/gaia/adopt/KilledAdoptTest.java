package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KilledAdoptTest {
  // All rows have moved when it comes to drop the old types.
  private static final String OBSTACLE =
      "set role cloudsqlsuperuser; begin; comment on type auth.provider is 'held'";
  private static final String STUCK =
      """
      select query from pg_locks l join pg_stat_activity a using (pid)
      where not granted and application_name = 'gaia-adopt' and datname = current_database()
      """;
  private static final String OF_GAIA =
      "select pid::text from pg_stat_activity where application_name = 'gaia-adopt' and datname = current_database()";

  @Test
  void killedInTheMiddle_leavesTheDatabaseAsItWas_andTheNextRunAdopts()
      throws SQLException, IOException {
    Scratch database = Old.database();
    String before = Old.fingerprint(database);
    List<String> people = Old.read(database, "select u::text from auth.users u order by 1");
    String[] adopt = {"adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url()};
    try (Connection obstacle = database.as("migrate")) {
      Scratch.execute(obstacle, OBSTACLE);
      Process killed = new Child().start(adopt);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Old.read(database, STUCK).toString().contains("drop schema"));
      killed.destroyForcibly().onExit().join();
      await().atMost(Duration.ofSeconds(60)).until(() -> Old.read(database, OF_GAIA).isEmpty());
    }
    assertThat(Old.fingerprint(database)).isEqualTo(before);
    assertThat(Old.read(database, "select u::text from auth.users u order by 1")).isEqualTo(people);
    gaia(adopt).succeeded();
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }
}
