package gaia.keepalive;

import gaia.cli.Job;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Units;
import gaia.database.timed.TimedConnection;
import gaia.timetable.Timetable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;

@Singleton
@Command(
    name = "keepalive",
    description =
        "Connect, ask one thing, write it down: says how long each step took, wakes a database that"
            + " was paused, and how long ago each job succeeded.")
final class Keepalive extends Job {
  /** A canary that has to wait for another one would say nothing about the database. */
  @Override
  protected boolean alone() {
    return false;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    TimedConnection timed = run.database().connectTimed();
    Connection connection = timed.connection();
    run.settle(connection);
    // A job may wait for ever for an answer; this one is over before its next run.
    connection.setNetworkTimeout(Runnable::run, Math.max(1000, (int) run.patience().toMillis()));
    long asked = System.nanoTime();
    Answer answer = ask(connection);
    Cost cost = new Cost(timed, Duration.ofNanos(System.nanoTime() - asked), answer.upFor());
    cost.numbers().forEach(run::count);
    Timetable.bundled().lines().forEach(line -> run.age(line.job(), answer.ledgerAge()));
    if (cost.hasWoken()) {
      run.answer(
          "%s woke up after %s, %d attempts"
              .formatted(run.database().place(), Units.lap(cost.waking()), timed.attempts()));
    }
    run.answer("%s answers in %s".formatted(run.database().place(), cost.told()));
    return Outcome.DONE;
  }

  @Override
  protected void ended(Run run, Map<String, Long> ages) {
    if (!ages.isEmpty()) {
      StringBuilder all = new StringBuilder("since the last success:");
      ages.forEach(
          (job, seconds) ->
              all.append(' ')
                  .append(job)
                  .append(' ')
                  .append(Units.age(Duration.ofSeconds(seconds)))
                  .append(','));
      run.answer(all.substring(0, all.length() - 1));
    }
  }

  /**
   * What was asked.
   *
   * @param ledgerAge in seconds: as old is every job that has never run
   */
  private record Answer(Duration upFor, long ledgerAge) {}

  private static Answer ask(Connection connection) throws SQLException {
    String question =
        """
        select (extract(epoch from clock_timestamp() - pg_postmaster_start_time()) * 1000)::bigint,
          coalesce(extract(epoch from clock_timestamp() - (select begun_at from ops.ledger_begin))::bigint, 0)
        """;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return new Answer(Duration.ofMillis(row.getLong(1)), row.getLong(2));
    }
  }
}
