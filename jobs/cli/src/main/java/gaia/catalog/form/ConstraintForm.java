package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of a table or of a domain. */
final class ConstraintForm implements Form {
  private final String alter;

  ConstraintForm(String alter) {
    this.alter = alter;
  }

  @Override
  public List<String> create(Item item, Site site) {
    List<String> statements = new ArrayList<>();
    statements.add(
        alter
            + item.within()
            + " add constraint "
            + item.name()
            + " "
            + item.fact("definition")
            + (item.has("valid") ? " not valid" : ""));
    if (item.has("options")) {
      statements.addAll(
          Sql.options("alter index " + index(item, site), item.fact("options"), null));
    }
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of(alter + item.within() + " drop constraint " + item.name());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    if (facts.equals(Set.of("valid")) && !expected.has("valid")) {
      return List.of(alter + expected.within() + " validate constraint " + expected.name());
    }
    if (facts.equals(Set.of("index valid")) && !expected.has("index valid")) {
      return List.of("reindex index " + index(expected, site));
    }
    if (facts.equals(Set.of("options"))) {
      return Sql.options(
          "alter index " + index(expected, site), expected.fact("options"), actual.fact("options"));
    }
    return null;
  }

  /** It has the constraint's name, in the schema of the table. */
  private static String index(Item constraint, Site site) {
    String of = constraint.of();
    Item table = of == null ? null : site.expected().find(of);
    return (table == null ? "" : table.within() + ".") + constraint.name();
  }
}
