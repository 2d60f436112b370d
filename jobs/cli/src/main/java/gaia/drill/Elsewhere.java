package gaia.drill;

import gaia.cli.Beside;
import gaia.cli.Database;
import gaia.cli.Failure;
import gaia.cli.JobLock;
import gaia.cli.Run;
import gaia.restore.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A server that somebody named, on which the login may make databases. */
final class Elsewhere implements Ground {
  private static final String PURPOSE = "gaia_drill";

  // Another drill may take much longer, and this one is as good later.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Run run;
  private final Database server;
  private final JobLock turn;
  private final Connection home;
  private final Beside scratch;

  private Elsewhere(Run run, Database server, JobLock turn, Connection home) {
    this.run = run;
    this.server = server;
    this.turn = turn;
    this.home = home;
    scratch = Beside.on(home, server, PURPOSE, run.database().name());
  }

  static Elsewhere of(Run run, String url) throws SQLException {
    Database server = run.database(url);
    // Two whose databases are called the same may drill on one server.
    JobLock turn = JobLock.take(run, server, "drill here", PATIENCE);
    try {
      return new Elsewhere(run, server, turn, server.connect());
    } catch (RuntimeException e) {
      turn.close();
      throw e;
    }
  }

  @Override
  public Database scratch(Run run, Place live) throws SQLException {
    if (scratch.exists()) {
      scratch.drop();
      run.progress(Leftovers.cleared(scratch.toString()));
    }
    live.makeElsewhere(run, scratch);
    return scratch.database();
  }

  @Override
  public String name() {
    return server.place();
  }

  @Override
  public void close() {
    try (turn;
        home) {
      scratch.drop();
    } catch (SQLException e) {
      run.progress(scratch + " stays for the next run: " + Failure.text(e));
    }
  }
}
