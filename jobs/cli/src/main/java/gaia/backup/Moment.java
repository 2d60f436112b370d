package gaia.backup;

import gaia.cli.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A snapshot and what it holds, chosen again where somebody dropped a thing before it was read. */
record Moment(Snapshot snapshot, Contents contents) implements AutoCloseable {
  /** Where PostgreSQL looked in vain for what was there a moment ago. */
  static final String DROPPED = "XX000";

  // What PostgreSQL says of it: it looks a name up in the snapshot, and its form as it is now.
  private static final Set<String> GONE =
      Set.of(DROPPED, "42P01", "42703", "42704", "42883", "40P01");

  static Moment choose(Database database) throws SQLException {
    for (int tried = 0; tried < Snapshot.TRIES; tried++) {
      try {
        return of(database);
      } catch (SQLException e) {
        if (!GONE.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
      }
    }
    throw Snapshot.busy(
        "something was altered or dropped each of " + Snapshot.TRIES + " times that it was read");
  }

  private static Moment of(Database database) throws SQLException {
    Snapshot snapshot = Snapshot.take(database);
    try (Connection aside = snapshot.aside()) {
      return new Moment(snapshot, Contents.read(snapshot.first(), aside));
    } catch (SQLException | RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    snapshot.close();
  }
}
