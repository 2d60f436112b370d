package gaia.migrate;

import gaia.cli.Database;
import gaia.cli.Run;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import gaia.schema.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.output.MigrateOutput;

/** Applies what is pending: what can share a transaction in one, the rest each by itself. */
final class Upgrade {
  private final Run run;
  private final Migrations migrations;
  private final Scripts scripts;
  private final Limits limits;
  private final Callback[] told;
  private final List<MigrateOutput> applied = new ArrayList<>();
  private final List<String> granted = new ArrayList<>();

  Upgrade(Run run, Migrations migrations, Scripts scripts, Limits limits, Callback... told) {
    this.run = run;
    this.migrations = migrations;
    this.scripts = scripts;
    this.limits = limits;
    this.told = told;
  }

  /** What was applied and committed, also when a later one failed. */
  List<MigrateOutput> applied() {
    return applied;
  }

  List<String> granted() {
    return granted;
  }

  /**
   * @param connection of the owner to that database, without a transaction
   */
  void apply(Database database, Connection connection, Standing before, List<Script> pending)
      throws SQLException {
    for (Stretch stretch : Stretch.of(pending)) {
      if (stretch.isTransactional()) {
        again(database, connection, stretch);
      } else {
        new Unfinished(run, connection).clear(stretch.last(), before.hasFailed(stretch.last()));
        once(database, connection, stretch, limits.all());
      }
    }
  }

  private void again(Database database, Connection connection, Stretch stretch)
      throws SQLException {
    Patience patience = new Patience(run, limits);
    while (true) {
      try {
        once(database, connection, stretch, limits.lock());
        return;
      } catch (FlywayException e) {
        if (!patience.allowsAnother(e, FailedUpgrade.where(e))) {
          throw e;
        }
      }
    }
  }

  private void once(Database database, Connection connection, Stretch stretch, Duration lockTimeout)
      throws SQLException {
    Script last = stretch.last();
    List<Script> all =
        scripts.all().stream().filter(script -> script.version() <= last.version()).toList();
    Completion completion = new Completion(all, !last.equals(scripts.all().getLast()));
    Callback[] callbacks = Arrays.copyOf(told, told.length + 1);
    callbacks[told.length] = completion;
    applied.addAll(
        migrations.over(database, connection, lockTimeout, last, callbacks).migrate().migrations);
    granted.addAll(completion.granted());
  }
}
