package gaia.cli;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of {@code ops.job_runs}, through the two functions that are all a job may do there. */
final class Ledger {
  // The first migrate makes it: no schema, function or right yet.
  private static final Set<String> ABSENT = Set.of("3F000", "42883", "42501");

  private Ledger() {}

  /** Nothing where there is no ledger yet: {@link #end} then writes the whole row. */
  static void begin(Connection connection, Run run) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select ops.begin_run(?, ?, ?)")) {
      statement.setObject(1, run.id);
      statement.setString(2, run.command);
      statement.setObject(3, run.started.atOffset(ZoneOffset.UTC));
      statement.execute();
    } catch (SQLException e) {
      if (!ABSENT.contains(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** The seconds since each job's last success; empty where there is no ledger. */
  static Map<String, Long> end(Connection connection, Report report) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select job, age from ops.end_run(?::uuid, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?::jsonb, ?)")) {
      statement.setString(1, report.runId());
      statement.setString(2, report.command());
      statement.setString(3, report.startedAt());
      statement.setString(4, report.finishedAt());
      statement.setString(5, report.outcome());
      statement.setBoolean(6, report.dryRun());
      statement.setString(7, numbers(report));
      statement.setString(8, report.error());
      return ages(statement);
    } catch (SQLException e) {
      if (ABSENT.contains(e.getSQLState())) {
        return Map.of();
      }
      throw e;
    }
  }

  private static Map<String, Long> ages(PreparedStatement statement) throws SQLException {
    Map<String, Long> ages = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ages.put(rows.getString(1), rows.getLong(2));
      }
    }
    return ages;
  }

  /** By hand: they are numbers, and a JSON library takes longer to start than the rest of this. */
  private static String numbers(Report report) {
    return report.numbers().entrySet().stream()
        .map(number -> "\"" + number.getKey() + "\":" + number.getValue())
        .collect(joining(",", "{", "}"));
  }
}
