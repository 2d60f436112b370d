package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column, its default with it while it is made. */
final class ColumnForm implements Form {
  private static final Set<String> ANEW = Set.of("generated", "type", "collation");

  @Override
  public List<String> create(Item item, Site site) {
    List<String> statements = new ArrayList<>();
    statements.add("alter table " + item.within() + " add column " + definition(item, site));
    statements.addAll(storage(item, item.facts().keySet()));
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("alter table " + item.within() + " drop column " + item.name());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    // Made anew it computes its values anew, which no "using" may do for it.
    if (expected.has("generated") && !Collections.disjoint(facts, ANEW)) {
      return null;
    }
    String alter = alter(expected);
    List<String> statements = new ArrayList<>();
    if (facts.contains("generated")) {
      statements.add(alter + "drop expression");
    }
    statements.addAll(Identity.gone(expected, facts));
    if (facts.contains("type") || facts.contains("collation")) {
      statements.add(retype(expected, actual));
    }
    if (facts.contains("not null")) {
      statements.add(alter + (expected.has("not null") ? "set not null" : "drop not null"));
    }
    statements.addAll(Identity.alter(expected, actual, facts));
    statements.addAll(storage(expected, facts));
    return statements;
  }

  static String definition(Item column, Site site) {
    StringBuilder text = new StringBuilder(column.name()).append(' ').append(column.fact("type"));
    if (column.has("collation")) {
      text.append(" collate ").append(column.fact("collation"));
    }
    return text.append(options(column, site)).toString();
  }

  /** What is said of it beside its type. */
  static String options(Item column, Site site) {
    StringBuilder text = new StringBuilder();
    site.expected()
        .parts(column.id(), Kind.DEFAULT)
        .forEach(value -> text.append(" default ").append(value.fact("value")));
    if (column.has("generated")) {
      text.append(" generated always as ").append(column.fact("generated"));
    }
    if (column.has("identity")) {
      text.append(' ').append(Identity.definition(column));
    }
    return text.append(column.has("not null") ? " not null" : "").toString();
  }

  static List<String> storage(Item column, Set<String> facts) {
    String alter = alter(column);
    List<String> statements = new ArrayList<>();
    for (String fact : facts) {
      switch (fact) {
        case "storage", "compression" ->
            statements.add(alter + "set " + fact + " " + column.fact(fact, "default"));
        case "statistics" -> statements.add(alter + "set statistics " + column.fact(fact, "-1"));
        case "options" ->
            statements.add(
                column.has(fact)
                    ? alter + "set (" + column.fact(fact) + ")"
                    : alter + "reset (n_distinct, n_distinct_inherited)");
        default -> {}
      }
    }
    return statements;
  }

  private static String retype(Item column, Item actual) {
    String type = column.fact("type", "");
    return alter(column)
        + "type "
        + type
        + (column.has("collation") ? " collate " + column.fact("collation") : "")
        + using(actual, type);
  }

  private static String using(Item column, String type) {
    // A cast that is said would cut a longer text without a word, one that is not said refuses to.
    if (type.startsWith("character") || type.equals("text")) {
      return "";
    }
    // Any type can be written down, and what the other cannot read as it stands ends it.
    return " using " + Written.of(column, type) + "::" + type;
  }

  private static String alter(Item column) {
    return "alter table " + column.within() + " alter column " + column.name() + " ";
  }
}
