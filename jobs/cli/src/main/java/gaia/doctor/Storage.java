package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.skip;
import static gaia.doctor.Finding.warn;

import gaia.cli.Units;
import gaia.doctor.Patient.Row;
import java.sql.SQLException;
import java.util.List;

/** What fills up, and what runs out. */
final class Storage {
  private static final long GB = 1L << 30;
  private static final long LAST_XID = 2_000_000_000L;

  private Storage() {}

  static List<Check> checks() {
    return List.of(
        Check.of("disk", patient -> List.of(disk(patient))),
        Check.of("transaction ids", patient -> List.of(ids(patient))),
        Check.of("vacuum", patient -> List.of(vacuum(patient))),
        Check.of("replication slots", patient -> List.of(slots(patient))),
        Check.of("sequences", patient -> List.of(sequences(patient))),
        Check.of("redis", patient -> List.of(redis(patient))));
  }

  /** Against the limit that Terraform set, and by what doctor has seen a week ago. */
  private static Finding disk(Patient patient) throws SQLException {
    long bytes = patient.row("select pg_database_size(current_database())").number(1);
    List<Row> before =
        patient.rows(
            """
            select (numbers ->> 'database_bytes')::bigint, extract(epoch from now() - started_at)::bigint
            from ops.job_runs
            where name = 'doctor' and numbers ->> 'database_bytes' is not null and started_at < now() - interval '1 day'
              and started_at > now() - interval '30 days'
            order by started_at limit 1
            """);
    long aDay =
        before.isEmpty()
            ? 0
            : (bytes - before.getFirst().number(1)) * 86_400 / before.getFirst().number(2);
    String evidence =
        Units.bytes(bytes) + (before.isEmpty() ? "" : ", " + Units.bytes(aDay) + " a day more");
    Long limit = patient.deployment().diskLimitGb();
    if (limit == null) {
      return pass("disk", evidence + "; how large the disk is, is not known here");
    }
    double share = (double) bytes / (limit * GB);
    String of = "%s, %s of %d GB".formatted(evidence, Units.share(share), limit);
    long days = aDay <= 0 ? Long.MAX_VALUE : (limit * GB - bytes) / aDay;
    String remedy = "gaia stats tells what fills it; a higher disk_limit";
    if (share > 0.9 || days < 7) {
      return fail("disk", of, remedy);
    }
    return share > 0.8 || days < 30 ? warn("disk", of, remedy) : pass("disk", of);
  }

  private static Finding ids(Patient patient) throws SQLException {
    Row oldest =
        patient.row(
            """
            select datname, age(datfrozenxid), current_setting('autovacuum_freeze_max_age')::bigint,
              mxid_age(datminmxid), current_setting('autovacuum_multixact_freeze_max_age')::bigint
            from pg_database order by age(datfrozenxid) desc limit 1
            """);
    String evidence =
        "%s is %s old of %s million"
            .formatted(
                oldest.text(1), Units.count(oldest.number(2)), Units.count(LAST_XID / 1_000_000));
    if (oldest.number(2) > LAST_XID / 2) {
      return fail("transaction ids", evidence, "vacuum (freeze) in " + oldest.text(1));
    }
    boolean late =
        oldest.number(2) > oldest.number(3) * 1.2 || oldest.number(4) > oldest.number(5) * 1.2;
    return late
        ? warn("transaction ids", evidence + ": autovacuum is behind", "vacuum (freeze)")
        : pass("transaction ids", evidence);
  }

  private static Finding vacuum(Patient patient) throws SQLException {
    if (!patient.setting("autovacuum").equals("on")) {
      return fail("vacuum", "autovacuum is off", "alter system set autovacuum = on");
    }
    List<String> behind =
        patient.names(
            """
            select relid::regclass::text || ' ' || n_dead_tup || ' dead of ' || n_live_tup + n_dead_tup
            from pg_stat_user_tables
            where n_dead_tup > 10000 and n_dead_tup > 0.4 * (n_live_tup + n_dead_tup) order by n_dead_tup desc
            """);
    return behind.isEmpty()
        ? pass("vacuum", "autovacuum is on, and no table has many dead rows")
        : warn(
            "vacuum",
            Patient.some(behind),
            "vacuum (analyze) " + behind.getFirst().split(" ", 2)[0]);
  }

  private static Finding slots(Patient patient) throws SQLException {
    List<Row> held =
        patient.rows(
            """
            select slot_name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint
            from pg_replication_slots
            where not active and restart_lsn is not null order by 2 desc
            """);
    if (held.isEmpty()) {
      return pass("replication slots", "none is left behind");
    }
    String name = held.getFirst().text(1);
    String evidence =
        "%s holds %s of the log".formatted(name, Units.bytes(held.getFirst().number(2)));
    String remedy = "select pg_drop_replication_slot('" + name + "')";
    return held.getFirst().number(2) > GB
        ? fail("replication slots", evidence, remedy)
        : warn("replication slots", evidence, remedy);
  }

  private static Finding sequences(Patient patient) throws SQLException {
    List<Row> all =
        patient.rows("select name, used, left_over from ops.sequences() order by used desc");
    if (all.isEmpty()) {
      return pass("sequences", "there are none: keys are UUIDs");
    }
    Row fullest = all.getFirst();
    String evidence =
        "%d, the fullest is %s with %s used, %s left"
            .formatted(
                all.size(),
                fullest.text(1),
                Units.share(fullest.decimal(2)),
                Units.count(fullest.number(3)));
    String remedy = "alter the column and " + fullest.text(1) + " to bigint";
    if (fullest.decimal(2) > 0.9) {
      return fail("sequences", evidence, remedy);
    }
    return fullest.decimal(2) > 0.7
        ? warn("sequences", evidence, remedy)
        : pass("sequences", evidence);
  }

  private static Finding redis(Patient patient) {
    return patient.environment().containsKey("REDIS_URL")
        ? skip("redis", "REDIS_URL is set, and this version has no client for it")
        : skip("redis", "none is configured (REDIS_URL)");
  }
}
