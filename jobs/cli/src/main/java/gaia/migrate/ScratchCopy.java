package gaia.migrate;

import gaia.catalog.Catalog;
import gaia.cli.Beside;
import gaia.cli.Database;
import gaia.cli.Failure;
import gaia.cli.Run;
import gaia.schema.Bootstrap;
import gaia.schema.Grants;
import gaia.schema.HistoryTable;
import gaia.schema.Replay;
import gaia.schema.Script;
import gaia.schema.Scripts;
import gaia.schema.Session;
import gaia.schema.Standing;
import gaia.schema.Undo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A database of the same server with the same roles, in which the migrations are tried: it has the
 * schema and no row. One at a time, under the lock of migrate; a killed run's is dropped by the
 * next of the same database.
 */
public final class ScratchCopy implements AutoCloseable {
  private static final String PURPOSE = "gaia_rehearsal";
  private static final Duration LOCK = Duration.ofSeconds(2);

  private final Run run;
  private final Beside beside;
  private final Migrations migrations;
  private final Scripts scripts;
  private final Database database;
  private final Connection connection;

  private ScratchCopy(Run run, Beside beside, Migrations migrations, Scripts scripts)
      throws SQLException {
    this.run = run;
    this.beside = beside;
    this.migrations = migrations;
    this.scripts = scripts;
    database = beside.database();
    connection = database.connect();
    Session.set(connection, LOCK);
    Bootstrap.run(connection);
    HistoryTable.create(connection);
  }

  /** Empty but for its roles and owner. */
  public static ScratchCopy make(Run run, Migrations migrations, Scripts scripts)
      throws SQLException {
    Beside beside = Beside.of(run, PURPOSE);
    beside.make();
    try {
      return new ScratchCopy(run, beside, migrations, scripts);
    } catch (SQLException e) {
      beside.drop();
      throw e;
    }
  }

  /** Drops what a killed run left. */
  public static void clear(Run run) throws SQLException {
    Beside.of(run, PURPOSE).drop();
  }

  /** What has been applied elsewhere already, without Flyway, which takes its time. */
  public void replay(List<Script> done) throws SQLException {
    Replay.run(connection, done);
  }

  public void upgrade(List<Script> pending) throws SQLException {
    Upgrade upgrade = new Upgrade(run, migrations, scripts, new Limits(LOCK, LOCK));
    upgrade.apply(database, connection, Standing.read(connection, scripts), pending);
  }

  /** Takes these back, given oldest first. */
  public void undo(List<Script> undone) throws SQLException {
    connection.setAutoCommit(false);
    Undo.run(connection, undone);
    connection.commit();
    connection.setAutoCommit(true);
    new Grants(connection, true).apply();
  }

  public Connection connection() {
    return connection;
  }

  public Catalog catalog() throws SQLException {
    return Catalog.read(connection);
  }

  @Override
  public void close() {
    try {
      connection.close();
      beside.drop();
    } catch (SQLException e) {
      run.progress("the scratch copy " + beside + " stays for the next run: " + Failure.text(e));
    }
  }
}
