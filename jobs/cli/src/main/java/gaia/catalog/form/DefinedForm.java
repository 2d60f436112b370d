package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Indexes, statistics, rules, triggers and policies: dropped and made anew by their definition. */
final class DefinedForm implements Form {
  /** What can be said of one that stands. */
  private static final Set<String> APART = Set.of("state", "statistics", "tablespace", "target");

  @Override
  public List<String> create(Item item, Site site) {
    if (item.has("valid")) {
      throw new Refusal(item.id() + ": an index cannot be made invalid");
    }
    List<String> statements = new ArrayList<>();
    statements.add(
        item.kind() == Kind.POLICY
            ? "create policy " + item.full() + " " + item.fact("definition")
            : item.fact("definition", ""));
    statements.addAll(apart(item, null, item.facts().keySet()));
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop " + item.id());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return APART.containsAll(facts) ? apart(expected, actual, facts) : null;
  }

  private static List<String> apart(Item item, @Nullable Item actual, Set<String> facts) {
    List<String> statements = new ArrayList<>();
    for (String fact : facts) {
      switch (fact) {
        case "state" -> statements.add(state(item));
        case "statistics" -> statements.addAll(statistics(item, actual));
        case "tablespace" ->
            statements.add(
                "alter %s set tablespace %s".formatted(item.id(), item.fact(fact, "pg_default")));
        case "target" ->
            statements.add(
                "alter %s set statistics %s".formatted(item.id(), item.fact(fact, "-1")));
        default -> {}
      }
    }
    return statements;
  }

  private static List<String> statistics(Item index, @Nullable Item actual) {
    Map<String, String> targets = new TreeMap<>();
    if (actual != null) {
      targets(actual).forEach(target -> targets.put(target[0], "-1"));
    }
    targets(index).forEach(target -> targets.put(target[0], target[1]));
    return targets.entrySet().stream()
        .map(
            target ->
                "alter %s alter column %s set statistics %s"
                    .formatted(index.id(), target.getKey(), target.getValue()))
        .toList();
  }

  /** Each a column's number, and what is set of it. */
  private static List<String[]> targets(Item index) {
    return Arrays.stream(index.fact("statistics", "").split(", ", 0))
        .filter(target -> !target.isEmpty())
        .map(target -> target.split(" ", 2))
        .toList();
  }

  private static String state(Item item) {
    return "alter table %s %s %s %s"
        .formatted(item.within(), item.fact("state", "enable"), item.kind().word(), item.name());
  }
}
