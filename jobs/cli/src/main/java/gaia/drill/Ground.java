package gaia.drill;

import gaia.archive.Manifest;
import gaia.cli.Database;
import gaia.cli.Run;
import gaia.restore.Place;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where a backup is restored to see whether it can be; closed, nothing of it is left there. */
interface Ground extends AutoCloseable {
  /**
   * An empty database.
   *
   * @param live of which the backup was, whose locale it gets where this server knows that
   */
  Database scratch(Run run, Place live) throws SQLException;

  /** {@code embedded}, or its address. */
  String name();

  @Override
  void close();

  /** What a drill needs, refused where that is not there. */
  static Ground of(Run run, @Nullable String on, Manifest manifest) throws SQLException {
    return on == null ? Embedded.start(run, Room.of(run, manifest)) : Elsewhere.of(run, on);
  }
}
