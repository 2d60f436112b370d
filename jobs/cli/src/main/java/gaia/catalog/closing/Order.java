package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Puts what is needed before what needs it, and otherwise keeps to the order of kinds. */
public final class Order {
  private final Map<String, Integer> rank = new LinkedHashMap<>();
  private final Map<String, Set<String>> after = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();

  public Order(Collection<Item> items, Comparator<Kind> kinds) {
    items.stream()
        .sorted(Comparator.comparing(Item::kind, kinds))
        .forEach(item -> rank.put(item.id(), rank.size()));
  }

  /** Does nothing where one of them is not to be ordered. */
  public void before(String first, String second) {
    if (!first.equals(second)
        && rank.containsKey(first)
        && rank.containsKey(second)
        && after.computeIfAbsent(first, id -> new LinkedHashSet<>()).add(second)) {
      waiting.merge(second, 1, Integer::sum);
    }
  }

  public List<String> ids() {
    Comparator<String> byRank = Comparator.comparing(id -> rank.getOrDefault(id, 0));
    PriorityQueue<String> ready = new PriorityQueue<>(byRank);
    rank.keySet().stream().filter(id -> !waiting.containsKey(id)).forEach(ready::add);
    Set<String> ordered = new LinkedHashSet<>();
    while (ordered.size() < rank.size()) {
      String id = ready.isEmpty() ? firstLeft(ordered, byRank) : ready.remove();
      if (ordered.add(id)) {
        after.getOrDefault(id, Set.of()).stream()
            .filter(next -> waiting.merge(next, -1, Integer::sum) == 0)
            .forEach(ready::add);
      }
    }
    return new ArrayList<>(ordered);
  }

  /** Two that need each other cannot both be right; the server says so when it is run. */
  private String firstLeft(Set<String> ordered, Comparator<String> byRank) {
    return rank.keySet().stream().filter(id -> !ordered.contains(id)).min(byRank).orElseThrow();
  }
}
