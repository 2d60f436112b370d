package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.closing.Closing;
import gaia.catalog.closing.Step;
import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import gaia.schema.Bootstrap;
import gaia.schema.Grants;
import gaia.schema.Records;
import gaia.schema.Resources;
import gaia.schema.Scripts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes a database ours within one transaction, which the caller keeps or not: what stands there is
 * put aside, the gap is closed by the SQL of drift, and every row that has a place moves into it.
 */
final class Adoption {
  private final Catalog expected;
  private final Scripts scripts;
  private final Issuers issuers;

  Adoption(Catalog expected, Scripts scripts, Issuers issuers) {
    this.expected = expected;
    this.scripts = scripts;
    this.issuers = issuers;
  }

  Gone gone(Catalog old) {
    return Gone.of(old, expected);
  }

  int version() {
    return scripts.all().getLast().version();
  }

  Tally run(Connection connection) throws SQLException {
    Session.asLogin(connection);
    // Values without a time zone were written by programs that meant UTC.
    Session.execute(
        connection,
        "set local lock_timeout = '2s'; set local timezone = 'UTC'; set local check_function_bodies = off; set local row_security = off");
    Catalog old = Catalog.read(connection);
    lock(connection, old);
    Bootstrap.becomeAdmin(connection);
    Session.execute(connection, Resources.read("bootstrap.sql"));
    Takeover.run(connection, old);
    Owner.become(connection);
    Aside.put(connection, old);
    close(connection);
    Owner.become(connection);
    Tally tally = new Moves(connection, old, expected, issuers).run();
    Aside.drop(connection);
    baseline(connection);
    // A partition's rights are its parent's in what is compared, and are granted by themselves.
    new Grants(connection, false).set();
    verify(connection);
    return tally;
  }

  /** Nobody writes to what is about to be moved, nor reads half of it. */
  private static void lock(Connection connection, Catalog old) throws SQLException {
    for (Item table : old.items(Kind.TABLE)) {
      Session.execute(connection, "lock table " + table.full() + " in access exclusive mode");
    }
  }

  private void close(Connection connection) throws SQLException {
    Closing closing = Closing.of(expected, Aside.ignore(Catalog.read(connection)));
    if (!closing.refused().isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "no SQL closes " + String.join("; ", closing.refused()),
          "take these away by hand, then try again");
    }
    for (Step step : closing.steps()) {
      Session.execute(connection, step.become());
      Session.execute(connection, step.sql());
    }
  }

  /** From here on Flyway's history begins, as if all up to now had been applied. */
  private void baseline(Connection connection) throws SQLException {
    Session.execute(
        connection,
        """
        insert into ops.flyway_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (1, '%s', 'adopted', 'BASELINE', '<< Flyway Baseline >>', session_user, 0, true)
        """
            .formatted(scripts.all().getLast().key()));
    Records.fill(connection, scripts.all());
  }

  private void verify(Connection connection) throws SQLException {
    List<Difference> left =
        Differences.told(Differences.between(expected, Aside.ignore(Catalog.read(connection))));
    if (!left.isEmpty()) {
      throw Stop.because(
          Outcome.FAILED,
          "adopted, it is not as it should be: "
              + String.join(", ", left.stream().map(d -> d.state() + " " + d.id()).toList()),
          "nothing was changed: report it with what gaia drift --against says");
    }
  }
}
