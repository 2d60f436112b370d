package gaia.drift;

import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How far a database was migrated, by the files of the migrations in their order. */
record Applied(int version, List<String> scripts) {
  /** Nothing where it has no history of ours; the connection becomes the owner's. */
  static Applied read(Connection connection) throws SQLException {
    List<String> scripts = new ArrayList<>();
    int version = 0;
    if (!Owner.exists(connection)) {
      return new Applied(version, scripts);
    }
    Owner.become(connection);
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("select to_regclass('ops.flyway_history')")) {
        if (!row.next() || row.getString(1) == null) {
          return new Applied(version, scripts);
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              """
              select split_part(version, '.', 1)::integer, script
              from ops.flyway_history
              where success and version is not null
              order by installed_rank
              """)) {
        while (row.next()) {
          version = Math.max(version, row.getInt(1));
          scripts.add(row.getString(2));
        }
      }
    }
    return new Applied(version, scripts);
  }

  /** Only like can be compared with like: a schema that is older differs in all that came since. */
  void mustBe(int expected) {
    if (version == 0) {
      throw Stop.because(
          Outcome.REFUSED,
          "this database has no history of gaia's migrations",
          "gaia migrate makes the schema in an empty one, gaia adopt takes over one that is in use;"
              + " or compare with another database by --against");
    }
    if (version < expected) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database is at schema %d, this program expects %d: %d migrations are pending"
              .formatted(version, expected, expected - version),
          "gaia plan shows them; compare after gaia migrate, or with a program of schema "
              + version);
    }
    if (version > expected) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database is at schema %d, this program knows only %d".formatted(version, expected),
          "run the newer program that migrated it");
    }
  }
}
