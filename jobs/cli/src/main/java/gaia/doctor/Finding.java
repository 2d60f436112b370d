package gaia.doctor;

import gaia.cli.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check found.
 *
 * @param evidence the numbers that it judged by
 * @param remedy the command or the Terraform variable that mends it; empty where nothing is to do
 */
record Finding(String check, Verdict verdict, String evidence, String remedy) {
  static Finding pass(String check, String evidence) {
    return new Finding(check, Verdict.PASS, evidence, "");
  }

  static Finding skip(String check, String why) {
    return new Finding(check, Verdict.SKIP, why, "");
  }

  static Finding warn(String check, String evidence, String remedy) {
    return new Finding(check, Verdict.WARN, evidence, remedy);
  }

  static Finding fail(String check, String evidence, String remedy) {
    return new Finding(check, Verdict.FAIL, evidence, remedy);
  }

  /** What mends it stands below what was found. */
  void tell(Table table) {
    table.row(verdict.word(), check, evidence);
    if (!remedy.isEmpty()) {
      table.row("", "", "-> " + remedy);
    }
  }

  Map<String, Object> item() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("check", check);
    item.put("verdict", verdict.word());
    item.put("evidence", evidence);
    item.put("remedy", remedy);
    return item;
  }
}
