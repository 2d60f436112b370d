package gaia.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Lets one run of a job work at a time on a server. It is held in the database postgres, so that a
 * swap can rename the other one, and for the whole server, because roles belong to the whole
 * server.
 */
public final class JobLock implements AutoCloseable {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  // It is one number, which the server shows in two halves.
  private static final String HOLDER =
      """
      select substring(a.application_name from '^gaia-(.+)') as command
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and a.datname = current_database()
        and l.database = a.datid and l.objsubid = 1
        and l.classid::bigint << 32 | l.objid::bigint = hashtextextended(?, 0)
      """;

  private final Connection connection;

  private JobLock(Connection connection) {
    this.connection = connection;
  }

  public static JobLock take(Run run, String job, Duration wait) throws SQLException {
    // Who waits for nobody has no such option.
    return take(run, run.database(), job, wait, wait.isZero() ? "" : ", or raise --wait");
  }

  /**
   * The same on another server, for which no option says how long it waits.
   *
   * @param server any database of it
   */
  public static JobLock take(Run run, Database server, String job, Duration wait)
      throws SQLException {
    return take(run, server, job, wait, "");
  }

  private static JobLock take(Run run, Database server, String job, Duration wait, String longer)
      throws SQLException {
    JobLock lock = new JobLock(server.named("postgres").connect());
    try {
      if (!lock.tryNow(job)) {
        run.progress("waiting for %s, %d s at most".formatted(lock.holder(job), wait.toSeconds()));
        lock.await(job, wait, longer);
      }
      return lock;
    } catch (SQLException | Stop e) {
      lock.close();
      throw e;
    }
  }

  private boolean tryNow(String job) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "gaia " + job);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void await(String job, Duration wait, String longer) throws SQLException {
    if (wait.isZero()) {
      throw busy(holder(job), wait, longer);
    }
    try (Statement limit = connection.createStatement();
        PreparedStatement statement =
            connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
      limit.execute("set lock_timeout = " + wait.toMillis());
      statement.setString(1, "gaia " + job);
      statement.execute();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw busy(holder(job), wait, longer);
      }
      throw e;
    }
  }

  /** {@code another migrate}, or {@code gaia restore} where that has the same turn. */
  private String holder(String job) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
      statement.setString(1, "gaia " + job);
      try (ResultSet row = statement.executeQuery()) {
        String command = row.next() ? row.getString("command") : null;
        return command == null || job.startsWith(command) ? "another " + job : "gaia " + command;
      }
    }
  }

  /** A schedule tries again by itself, so it is not an error there. */
  private static Stop busy(String holder, Duration wait, String longer) {
    return Stop.because(
        Schedule.isRunning() ? Outcome.SKIPPED : Outcome.BUSY,
        holder + " is running, waited " + wait.toSeconds() + " s",
        "try again when it has ended" + longer);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
