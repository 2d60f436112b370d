package gaia.migrate;

import static java.util.stream.Collectors.toSet;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * That a database became what the rehearsal made, save for what was different before; where nothing
 * was rehearsed, that all is recorded and no index was left invalid.
 */
final class Verification {
  private final Rehearsal rehearsal;
  private final Set<String> known;

  private Verification(Rehearsal rehearsal, Set<String> known) {
    this.rehearsal = rehearsal;
    this.known = known;
  }

  static Verification before(Run run, Connection connection, Rehearsal rehearsal)
      throws SQLException {
    List<Difference> there =
        Differences.told(Differences.between(rehearsal.before(), Catalog.read(connection)));
    if (!there.isEmpty()) {
      run.progress(
          "drift      %d differences from what the migrations make, which stay: %s"
              .formatted(there.size(), Words.of(there)));
    }
    return new Verification(rehearsal, there.stream().map(Difference::id).collect(toSet()));
  }

  static void unrehearsed(Connection connection, Scripts scripts, int version) throws SQLException {
    List<String> invalid = Unfinished.invalid(connection);
    int stands = Standing.read(connection, scripts).version();
    if (stands != version || !invalid.isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "schema %d was wanted and %d stands, invalid indexes: %s"
              .formatted(version, stands, invalid),
          "run gaia migrate once more");
    }
  }

  void after(Connection connection, int version) throws SQLException {
    List<Difference> wrong =
        Differences.told(Differences.between(rehearsal.after(), Catalog.read(connection))).stream()
            .filter(difference -> !known.contains(difference.id()))
            .toList();
    if (!wrong.isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "schema %d is applied, and is not as it was rehearsed: %s"
              .formatted(version, Words.of(wrong)),
          "gaia drift shows it and the SQL that closes it");
    }
  }
}
