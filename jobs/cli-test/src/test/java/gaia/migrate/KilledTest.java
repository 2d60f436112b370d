package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
  private static final String OF_GAIA =
      "select pid::text from pg_stat_activity where application_name = 'gaia-migrate' and datname = ";

  @TempDir private Path scripts;

  @Test
  void killedHalfWay_leavesTheDatabaseAsItWas() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    for (Path migration : BundledScripts.migrations()) {
      Files.copy(migration, scripts.resolve(migration.getFileName()));
    }
    Files.writeString(scripts.resolve("V998__done.sql"), "create table ops.done (id integer);");
    Files.writeString(
        scripts.resolve("V999__stuck.sql"),
        "create table ops.stuck (id integer); select pg_advisory_lock(4711);");
    Catalog before = Catalog.of(database);
    try (Connection obstacle = database.owner();
        Statement statement = obstacle.createStatement()) {
      statement.execute("select pg_advisory_lock(4711)");
      Process migrate =
          new Child()
              .bundling(scripts)
              .start("migrate", "--lock-timeout", "10m", "--database", database.url());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !Scratch.read(
                          obstacle, "select 1 from pg_locks where objid = 4711 and not granted")
                      .isEmpty());
      migrate.destroyForcibly().onExit().join();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Scratch.read(obstacle, OF_GAIA + "'" + database.name() + "'").isEmpty());
    }
    assertThat(Catalog.of(database)).isEqualTo(before);
    assertThat(gaia("migrate", "--database", database.url()).out()).startsWith("nothing to do");
  }
}
