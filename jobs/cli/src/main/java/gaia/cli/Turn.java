package gaia.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's place in the order of things: its connection, its lock, and its row in the ledger. */
final class Turn {
  private final Run run;
  private @Nullable Connection home;
  private @Nullable JobLock lock;

  Turn(Run run) {
    this.run = run;
  }

  Connection home() throws SQLException {
    if (home == null || home.isClosed()) {
      home = run.connect();
    }
    return home;
  }

  void settle(Connection connection) {
    home = connection;
  }

  void take(String name, Duration patience) throws SQLException {
    home();
    lock = JobLock.take(run, name, patience);
    Ledger.begin(home(), run);
  }

  /**
   * Writes how it ended while nobody else may begin.
   *
   * @return the seconds since each job's last success; empty where the ledger can't be reached
   */
  Map<String, Long> end(Report report) {
    boolean lost = report.outcome().equals(Outcome.UNREACHABLE.word());
    try (JobLock first = lock;
        Connection last = lost ? home : home()) {
      return last == null || lost ? Map.of() : Ledger.end(last, report);
    } catch (SQLException e) {
      run.progress("the run is not in the ledger: " + Failure.text(e));
    } catch (Stop e) {
      run.progress("the run is not in the ledger: " + e.getMessage());
    }
    return Map.of();
  }

  /** For a run that leaves no row. */
  void leave() {
    try (Connection last = home;
        JobLock first = lock) {
      home = null;
    } catch (SQLException e) {
      // The server has let go of both by itself.
      run.progress("the connection was lost: " + Failure.text(e));
    }
  }
}
