package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.skip;
import static gaia.doctor.Finding.warn;

import gaia.cli.Units;
import gaia.doctor.Patient.Row;
import gaia.timetable.Timetable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether each line of the schedule does its work. */
final class Work {
  private Work() {}

  static List<Check> checks() {
    return List.of(
        Check.of("jobs", Work::jobs), Check.offline("alerts", patient -> List.of(alerts(patient))));
  }

  private static List<Finding> jobs(Patient patient) throws SQLException {
    String begun = "select extract(epoch from now() - begun_at)::bigint from ops.ledger_begin";
    Duration ledger = Duration.ofSeconds(patient.row(begun).number(1));
    Map<String, Row> known = new LinkedHashMap<>();
    for (Row row : patient.rows(LAST)) {
      known.put(row.text(1), row);
    }
    List<Finding> findings = new ArrayList<>();
    for (Timetable.Line line : Timetable.bundled().lines()) {
      // Itself it judges tomorrow.
      if (!line.job().equals("doctor")) {
        findings.add(job(line, known.get(line.job()), ledger));
      }
    }
    return findings;
  }

  private static final String LAST =
      """
      select a.name, extract(epoch from now() - a.last_success_at)::bigint, l.outcome, coalesce(l.error, ''),
        extract(epoch from now() - l.started_at)::bigint
      from ops.job_ages a
      left join lateral (
        select outcome, error, started_at from ops.job_runs
        where name = a.name and outcome is not null and not dry_run
        order by started_at desc limit 1
      ) l on true
      """;

  private static Finding job(Timetable.Line line, @Nullable Row run, Duration ledger) {
    String name = "job " + line.job();
    String limit = "at most " + Units.age(line.staleAfter());
    String command = line.function() ? "POST /v1/" + line.job() : "gaia " + line.job();
    String mend = command + ", and see its log";
    if (run == null || !run.has(2)) {
      String never = run == null ? "never ran" : "never succeeded";
      String evidence = "%s in the %s of the ledger, %s".formatted(never, Units.age(ledger), limit);
      return ledger.compareTo(line.staleAfter()) > 0
          ? fail(name, evidence, mend)
          : run == null ? skip(name, evidence) : warn(name, evidence + said(run), mend);
    }
    Duration age = Duration.ofSeconds(run.number(2));
    String evidence = "succeeded %s ago, %s".formatted(Units.age(age), limit);
    if (age.compareTo(line.staleAfter()) > 0) {
      return fail(name, evidence + said(run), mend);
    }
    return List.of("failed", "unreachable", "refused", "drift", "unhealthy").contains(run.text(3))
        ? warn(name, evidence + said(run), mend)
        : pass(name, evidence);
  }

  private static String said(Row run) {
    if (!run.has(3)) {
      return "";
    }
    String error = run.text(4).isEmpty() ? "" : " " + run.text(4).split("; hint: ", 2)[0];
    return "; the last, %s ago, was %s%s"
        .formatted(Units.age(Duration.ofSeconds(run.number(5))), run.text(3), error);
  }

  private static Finding alerts(Patient patient) {
    Long people = patient.deployment().alertEmails();
    if (people == null) {
      return skip("alerts", "only Terraform knows (GAIA_DEPLOYMENT is not set)");
    }
    String evidence =
        "%d alert policies tell %d people".formatted(patient.deployment().alertPolicies(), people);
    return people == 0
        ? fail("alerts", evidence, "alert_emails in terraform.tfvars")
        : pass("alerts", evidence);
  }
}
