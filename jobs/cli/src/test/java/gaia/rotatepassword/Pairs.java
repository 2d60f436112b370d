package gaia.rotatepassword;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** A database whose store has clients that know only a password. */
final class Pairs {
  private Pairs() {}

  static Scratch migrated() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Ended ended =
        new Child()
            .with(Map.of("PASSWORD_CLIENTS", "store"))
            .run("migrate", "--database", database.url());
    if (ended.exit() != 0) {
      throw new IllegalStateException(ended.err());
    }
    return database;
  }
}
