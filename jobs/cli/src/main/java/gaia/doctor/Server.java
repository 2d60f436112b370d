package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.skip;
import static gaia.doctor.Finding.warn;

import gaia.doctor.Patient.Row;
import gaia.settings.Budget;
import gaia.settings.Deployment;
import gaia.settings.Tuning;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the server is set as jobs/settings.yaml says, and grants what may be needed. */
final class Server {
  private Server() {}

  static List<Check> checks() {
    return List.of(
        Check.of("query logging", patient -> List.of(logging(patient))),
        Check.of("settings", Server::settings),
        Check.of("connection budget", patient -> List.of(budget(patient))));
  }

  private static Finding logging(Patient patient) throws SQLException {
    String name = "query logging";
    String slow = patient.setting("log_min_duration_statement");
    String kinds = patient.setting("log_statement");
    String values = patient.setting("log_parameter_max_length");
    String evidence =
        "log_min_duration_statement %s, log_statement %s, log_parameter_max_length %s"
            .formatted(slow, kinds, values);
    if (slow.equals("-1") && kinds.equals("none")) {
      return fail(name, evidence + ": no statement is logged", set("log_statement", "ddl"));
    }
    return values.equals("0")
        ? pass(name, evidence)
        : warn(name, evidence + ": bound values too", set("log_parameter_max_length", "0"));
  }

  /** One line for all that are right, and one for each that is not. */
  private static List<Finding> settings(Patient patient) throws SQLException {
    Tuning tuning = Tuning.read();
    Deployment deployment = patient.deployment();
    List<Finding> findings = new ArrayList<>();
    List<String> right = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : tuning.server()) {
      String wanted = tuning.expected(name, deployment);
      List<Row> live =
          patient.rows("select setting, coalesce(unit, '') from pg_settings where name = ?", name);
      if (wanted == null || live.isEmpty()) {
        unknown.add(name);
      } else if (same(wanted, live.getFirst().text(1))) {
        right.add(name);
      } else {
        findings.add(
            warn(
                "setting " + name,
                "%s%s, and %s is wanted"
                    .formatted(live.getFirst().text(1), unit(live.getFirst().text(2)), wanted),
                set(name, wanted)));
      }
    }
    if (!right.isEmpty()) {
      findings.addFirst(
          pass("settings", right.size() + " as jobs/settings.yaml says: " + Patient.some(right)));
    }
    if (!unknown.isEmpty()) {
      findings.add(
          skip(
              "settings of this machine",
              "they follow tier, disk or cloud, which only Terraform knows: "
                  + String.join(", ", unknown)));
    }
    return findings;
  }

  private static boolean same(String wanted, String live) {
    try {
      return Double.parseDouble(wanted) == Double.parseDouble(live);
    } catch (NumberFormatException e) {
      return wanted.equals(live);
    }
  }

  private static String unit(String unit) {
    return unit.isEmpty() ? "" : " (" + unit + ")";
  }

  /** In the cloud Terraform's plan says who changed it there. */
  private static String set(String name, String value) {
    return "terraform apply, or alter system set %s = '%s'".formatted(name, value);
  }

  private static Finding budget(Patient patient) throws SQLException {
    Budget budget = Budget.of(patient.asked(), patient.deployment());
    long used = patient.row("select count(*) from ops.connections()").number(1);
    String evidence = budget.told() + ", " + used + " are open";
    if (used * 10 >= budget.most() * 8) {
      return fail("connection budget", evidence, "gaia stats tells whose; gaia prune");
    }
    return budget.fits()
        ? pass("connection budget", evidence)
        : warn(
            "connection budget",
            evidence,
            "a smaller functions.<word>.pool or max_instances, or a larger tier");
  }
}
