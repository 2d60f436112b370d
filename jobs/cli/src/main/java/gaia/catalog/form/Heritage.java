package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.Lineage;
import java.util.ArrayList;
import java.util.List;

/** How a table that stands comes to inherit from others: what it took up last it gives up first. */
final class Heritage {
  private final Item expected;
  private final Item actual;
  private final List<String> wanted;
  private final List<String> kept;

  Heritage(Item expected, Item actual) {
    this.expected = expected;
    this.actual = actual;
    wanted = Lineage.parents(expected);
    List<String> both = Lineage.parents(actual).stream().filter(wanted::contains).toList();
    kept = wanted.subList(0, both.size()).equals(both) ? both : List.of();
  }

  List<String> givenUp() {
    return Lineage.parents(actual).stream()
        .filter(parent -> !kept.contains(parent))
        .map(parent -> alter() + "no inherit " + parent)
        .toList();
  }

  /** Once it has the columns, and the checks of each of them. */
  List<String> takenUp(Site site) {
    List<String> statements = new ArrayList<>();
    List<Item> held = site.actual().parts(actual.id(), Kind.CONSTRAINT);
    Lineage.checks(expected, site.expected())
        .filter(check -> held.stream().noneMatch(own -> Lineage.isSame(own, check)))
        .map(check -> alter() + "add constraint " + check.name() + " " + check.fact("definition"))
        .distinct()
        .forEach(statements::add);
    wanted.stream()
        .filter(parent -> !kept.contains(parent))
        .map(parent -> alter() + "inherit " + parent)
        .forEach(statements::add);
    return statements;
  }

  private String alter() {
    return "alter table " + expected.full() + " ";
  }
}
