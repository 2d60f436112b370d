package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.warn;

import gaia.cli.Stop;
import gaia.cli.Units;
import gaia.doctor.Patient.Row;
import gaia.schema.Records;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Whether the database is what this version of the program expects. */
final class Schema {
  private final Scripts scripts;

  Schema(Scripts scripts) {
    this.scripts = scripts;
  }

  List<Check> checks() {
    return List.of(
        Check.of("schema", patient -> List.of(schema(patient))),
        Check.of("drift", patient -> List.of(drift(patient))),
        Check.of("invalid indexes", patient -> List.of(indexes(patient))),
        Check.of("owner's rights", patient -> List.of(owner(patient))));
  }

  private Finding schema(Patient patient) throws SQLException {
    Standing standing = Standing.read(patient.asked(), scripts);
    try {
      standing.mustBeOurs();
      Records.mustHaveKept(patient.asked(), standing.done());
    } catch (Stop e) {
      return fail("schema", String.valueOf(e.getMessage()), "gaia check");
    }
    int pending = standing.pending().size();
    return pending == 0
        ? pass("schema", standing.version() + " is current")
        : fail("schema", standing.version() + ", " + pending + " pending", "gaia migrate");
  }

  private static Finding drift(Patient patient) throws SQLException {
    List<Row> last =
        patient.rows(
            """
            select outcome, extract(epoch from now() - finished_at)::bigint
            from ops.job_runs
            where name = 'drift' and outcome in ('done', 'nothing', 'drift') and not dry_run
            order by finished_at desc limit 1
            """);
    if (last.isEmpty()) {
      return warn("drift", "nobody has compared it yet", "gaia drift");
    }
    String ago = Units.age(Duration.ofSeconds(last.getFirst().number(2))) + " ago";
    return last.getFirst().text(1).equals("drift")
        ? fail("drift", "it differs from its migrations, " + ago, "gaia drift --sql")
        : pass("drift", "none " + ago);
  }

  private static Finding indexes(Patient patient) throws SQLException {
    List<String> invalid =
        patient.names(
            "select indexrelid::regclass::text from pg_index where not indisvalid or not indisready order by 1");
    return invalid.isEmpty()
        ? pass("invalid indexes", "none")
        : fail(
            "invalid indexes",
            Patient.some(invalid),
            "reindex index concurrently " + invalid.getFirst());
  }

  /** Without these prune sees nothing, and says so each time. */
  private static Finding owner(Patient patient) throws SQLException {
    List<String> missing =
        patient.names(
            """
            select r from unnest(array['pg_read_all_stats', 'pg_signal_backend']) r
            where not pg_has_role('gaia_owner', r, 'usage')
            """);
    return missing.isEmpty()
        ? pass("owner's rights", "gaia_owner sees connections and may end them")
        : fail(
            "owner's rights",
            "gaia_owner is no member of " + Patient.some(missing),
            "grant " + String.join(", ", missing) + " to gaia_owner");
  }
}
