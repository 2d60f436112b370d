package gaia.drift;

import gaia.catalog.Difference;
import gaia.cli.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Differences as a person reads them, and as a program does. */
record Report(List<Difference> differences) {
  Report {
    differences =
        differences.stream()
            .sorted(Comparator.comparing(Difference::state).thenComparing(Difference::kind))
            .toList();
  }

  List<String> lines() {
    Table table = new Table("state", "what", "fact", "expected", "is");
    for (Difference difference : differences) {
      Set<String> facts = facts(difference);
      if (facts.isEmpty()) {
        table.row(difference.state(), difference.id(), "", "", "");
      }
      String state = difference.state();
      String what = difference.id();
      for (String fact : facts) {
        String expected = difference.expectedFacts().getOrDefault(fact, "-");
        String actual = difference.actualFacts().getOrDefault(fact, "-");
        table.row(state, what, fact, Excerpt.of(expected, actual), Excerpt.of(actual, expected));
        state = "";
        what = "";
      }
    }
    return table.lines();
  }

  List<Map<String, Object>> items() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Difference difference : differences) {
      items.add(
          Map.of(
              "state", difference.state(),
              "kind", difference.kind().word(),
              "name", difference.id().substring(difference.kind().word().length() + 1),
              "facts", facts(difference).stream().map(fact -> fact(difference, fact)).toList()));
    }
    return items;
  }

  /** Of what is missing or extra as a whole only what its name does not say. */
  private static Set<String> facts(Difference difference) {
    return switch (difference.kind()) {
      case GRANT, DEFAULT_PRIVILEGES, DEFAULT, SETTING -> {
        Set<String> all = new TreeSet<>(difference.expectedFacts().keySet());
        all.addAll(difference.actualFacts().keySet());
        yield difference.differing().isEmpty() ? all : difference.differing();
      }
      default -> difference.differing();
    };
  }

  private static Map<String, Object> fact(Difference difference, String fact) {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("fact", fact);
    String expected = difference.expectedFacts().get(fact);
    if (expected != null) {
      both.put("expected", expected);
    }
    String actual = difference.actualFacts().get(fact);
    if (actual != null) {
      both.put("actual", actual);
    }
    return both;
  }
}
