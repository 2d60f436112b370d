package gaia.rotatepassword;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** A database whose store has clients that know only a password. */
final class Pairs {
  private static boolean made;

  private Pairs() {}

  /** The logins are the server's, so they are made once. */
  static synchronized Scratch migrated() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    if (!made) {
      Ended ended =
          new Child()
              .with(Map.of("PASSWORD_CLIENTS", "store"))
              .run("migrate", "--database", database.url());
      if (ended.exit() != 0) {
        throw new IllegalStateException(ended.err());
      }
      made = true;
    }
    return database;
  }
}
