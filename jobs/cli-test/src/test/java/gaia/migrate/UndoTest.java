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
    List<List<String>> wayUp = wayUp(database, migrations);
    assertThat(wayUp.getLast()).isEqualTo(Catalog.of(Scratch.migrated()).objects());
    for (Path migration : migrations.reversed()) {
      wayUp.removeLast();
      database.run(BundledScripts.text(BundledScripts.undoOf(migration)));
      assertThat(Catalog.of(database).objects())
          .as("undone: %s", migration.getFileName())
          .isEqualTo(wayUp.getLast());
    }
  }

  /** What stood at each version, the first without any migration. */
  private static List<List<String>> wayUp(Scratch database, List<Path> migrations)
      throws SQLException {
    List<List<String>> wayUp = new ArrayList<>();
    try (Connection connection = database.as("migrate")) {
      Bootstrap.run(connection);
    }
    wayUp.add(Catalog.of(database).objects());
    // The first by the program, since later ones read its history.
    gaia("migrate", "--to", "1", "--database", database.url()).succeeded();
    wayUp.add(Catalog.of(database).objects());
    for (Path migration : migrations.subList(1, migrations.size())) {
      database.run(BundledScripts.text(migration));
      wayUp.add(Catalog.of(database).objects());
    }
    return wayUp;
  }
}
