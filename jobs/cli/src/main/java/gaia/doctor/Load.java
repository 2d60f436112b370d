package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.warn;

import gaia.cli.Units;
import gaia.doctor.Patient.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What those who are connected do. */
final class Load {
  private Load() {}

  static List<Check> checks() {
    return List.of(
        Check.of("idle connections", patient -> List.of(idle(patient))),
        Check.of("long transactions", patient -> List.of(transactions(patient, 600))),
        Check.of("prepared transactions", patient -> List.of(prepared(patient))),
        Check.of("pool errors", patient -> List.of(lost(patient))),
        Check.of("locks", patient -> List.of(locks(patient))));
  }

  private static Finding idle(Patient patient) throws SQLException {
    Row all =
        patient.row(
            """
            select count(*), count(*) filter (
              where state like 'idle%' and since < clock_timestamp() - interval '10 min' and protected is null and ours)
            from ops.connections()
            """);
    String evidence =
        "%d of %d of ours idle for over 10 min".formatted(all.number(2), all.number(1));
    return all.number(2) > 0
        ? warn("idle connections", evidence, "gaia prune")
        : pass("idle connections", evidence);
  }

  static Finding transactions(Patient patient, int seconds) throws SQLException {
    String name = "long transactions";
    List<Row> open =
        patient.rows(
            """
            select pid, login, extract(epoch from clock_timestamp() - transaction_since)::bigint, state
            from ops.connections()
            where transaction_since < clock_timestamp() - ? * interval '1 s' and protected is distinct from 'replication'
            order by transaction_since
            """,
            seconds);
    if (open.isEmpty()) {
      return pass(name, "none is open for over " + Units.age(Duration.ofSeconds(seconds)));
    }
    Row longest = open.getFirst();
    String evidence =
        "%d, the longest %s by %s (pid %d, %s): nothing it could see is cleared away"
            .formatted(
                open.size(),
                Units.age(Duration.ofSeconds(longest.number(3))),
                longest.text(2),
                longest.number(1),
                longest.text(4));
    String remedy = "gaia prune, or select pg_terminate_backend(" + longest.number(1) + ")";
    return longest.number(3) > 3600 ? fail(name, evidence, remedy) : warn(name, evidence, remedy);
  }

  private static Finding prepared(Patient patient) throws SQLException {
    List<String> left =
        patient.names(
            "select gid from pg_prepared_xacts where prepared < now() - interval '10 min' order by prepared");
    return left.isEmpty()
        ? pass("prepared transactions", "none is left over")
        : fail(
            "prepared transactions",
            "left over: " + Patient.some(left) + ": they hold locks and what vacuum would clear",
            "rollback prepared '" + left.getFirst() + "'");
  }

  /** From the database's side; what a function said of it is Terraform's alert on pool errors. */
  private static Finding lost(Patient patient) throws SQLException {
    Row all =
        patient.row(
            """
            select sessions, sessions_abandoned, sessions_fatal, sessions_killed,
              coalesce(to_char(stats_reset, 'YYYY-MM-DD'), 'the beginning')
            from pg_stat_database where datname = current_database()
            """);
    long lost = all.number(2) + all.number(3);
    String evidence =
        "of %s sessions since %s: %s lost their client, %s ended in an error, %s were ended"
            .formatted(
                Units.count(all.number(1)),
                all.text(5),
                Units.count(all.number(2)),
                Units.count(all.number(3)),
                Units.count(all.number(4)));
    return lost > 10 && lost * 100 > all.number(1)
        ? warn("pool errors", evidence, "see the functions' log for database-unavailable")
        : pass("pool errors", evidence);
  }

  private static Finding locks(Patient patient) throws SQLException {
    Row waits =
        patient.row(
            """
            select count(*), coalesce(max(extract(epoch from clock_timestamp() - waitstart)), 0)::bigint
            from pg_locks where not granted and waitstart < clock_timestamp() - interval '5 s'
            """);
    return waits.number(1) == 0
        ? pass("locks", "nobody waits for over 5 s")
        : warn(
            "locks",
            "%d wait, the longest for %s"
                .formatted(waits.number(1), Units.age(Duration.ofSeconds(waits.number(2)))),
            "select pid, pg_blocking_pids(pid) from pg_locks where not granted");
  }
}
