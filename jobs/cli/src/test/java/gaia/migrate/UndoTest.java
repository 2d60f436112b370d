package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import gaia.schema.Bootstrap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
  @Test
  void everyUndo_givesBackWhatItsMigrationFound() throws SQLException {
    Scratch database = Scratch.empty();
    List<Path> migrations = BundledScripts.migrations();
    List<Catalog> wayUp = wayUp(database, migrations.size());
    for (int version = migrations.size(); version >= 1; version--) {
      assertThat(Catalog.of(database).rights()).isEqualTo(wayUp.get(version).rights());
      Path migration = migrations.get(version - 1);
      database.run(BundledScripts.text(BundledScripts.undoOf(migration)));
      assertThat(Catalog.of(database).objects())
          .as("undone: %s", migration.getFileName())
          .isEqualTo(wayUp.get(version - 1).objects());
    }
  }

  /** What stood at each version, the first without any migration. */
  private static List<Catalog> wayUp(Scratch database, int newest) throws SQLException {
    List<Catalog> wayUp = new ArrayList<>();
    try (Connection connection = database.as("migrate")) {
      Bootstrap.run(connection);
    }
    wayUp.add(Catalog.of(database));
    for (int version = 1; version <= newest; version++) {
      assertThat(gaia("migrate", "--to", "" + version, "--database", database.url()).exit())
          .isZero();
      wayUp.add(Catalog.of(database));
    }
    return wayUp;
  }
}
