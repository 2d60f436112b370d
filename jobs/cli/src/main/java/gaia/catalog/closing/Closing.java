package gaia.catalog.closing;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import java.util.List;

/**
 * The SQL that makes one catalog like another, in an order that runs, as one transaction.
 *
 * @param differences what it closes
 * @param steps the statements; not to be run where anything is refused
 * @param refused what it cannot say in SQL, by name
 */
public record Closing(List<Difference> differences, List<Step> steps, List<String> refused) {
  public static Closing of(Catalog expected, Catalog actual) {
    List<Difference> differences = Differences.between(expected, actual);
    Plan plan = new Plan(expected, actual, differences);
    Steps steps = new Steps(plan);
    List<Step> all = differences.isEmpty() ? List.of() : steps.all();
    return new Closing(differences, all, plan.refused);
  }

  /** For psql, as any login that may become the owner and the maker of roles. */
  public String script() {
    return Script.of(steps);
  }
}
