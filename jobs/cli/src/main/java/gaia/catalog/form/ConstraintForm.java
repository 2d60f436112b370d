package gaia.catalog.form;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of a table or of a domain. */
final class ConstraintForm implements Form {
  private static final String TABLESPACE = "tablespace";
  private static final String UNCHECKED = "unchecked on";

  private final String alter;

  ConstraintForm(String alter) {
    this.alter = alter;
  }

  @Override
  public List<String> create(Item item, Site site) {
    if (item.has(UNCHECKED)) {
      throw new Refusal(
          item.id() + ": only a superuser switches its triggers off on " + item.fact(UNCHECKED));
    }
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
    if (item.has(TABLESPACE)) {
      statements.add(moved(item, site));
    }
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of(alter + item.within() + " drop constraint " + item.name());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    if (facts.equals(Set.of(UNCHECKED))) {
      throw new Refusal(switched(actual.has(UNCHECKED) ? actual : expected, expected));
    }
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
    return facts.equals(Set.of(TABLESPACE)) ? List.of(moved(expected, site)) : null;
  }

  private static String moved(Item constraint, Site site) {
    return "alter index %s set tablespace %s"
        .formatted(index(constraint, site), constraint.fact(TABLESPACE, "pg_default"));
  }

  private static String switched(Item constraint, Item expected) {
    String verb = expected.has(UNCHECKED) ? "disable" : "enable";
    return Arrays.stream(constraint.fact(UNCHECKED, "").split(", ", 0))
        .map(table -> "alter table " + table + " " + verb + " trigger all")
        .collect(joining("; ", constraint.id() + ", for which a superuser has to say: ", ""));
  }

  /** It has the constraint's name, in the schema of the table. */
  private static String index(Item constraint, Site site) {
    String of = constraint.of();
    Item table = of == null ? null : site.expected().find(of);
    return (table == null ? "" : table.within() + ".") + constraint.name();
  }
}
