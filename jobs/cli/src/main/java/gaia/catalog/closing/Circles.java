package gaia.catalog.closing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What needs what, as a graph that can be cut open where it comes back to itself. */
final class Circles {
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();
  private final Map<String, Set<String>> needing = new HashMap<>();

  void add(String id, String need) {
    if (!id.equals(need)) {
      needs.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(need);
      needing.computeIfAbsent(need, i -> new LinkedHashSet<>()).add(id);
    }
  }

  /** What needs something. */
  Set<String> ids() {
    return needs.keySet();
  }

  Set<String> needs(String id) {
    return needs.getOrDefault(id, Set.of());
  }

  void cut(String id, String need) {
    if (needs(id).contains(need)) {
      needs(id).remove(need);
      needing.getOrDefault(need, Set.of()).remove(id);
    }
  }

  /** The others that this one needs and that need it; none where it is in no circle. */
  Set<String> of(String id) {
    Set<String> circle = reached(id, needs);
    circle.retainAll(reached(id, needing));
    circle.remove(id);
    return circle;
  }

  private static Set<String> reached(String id, Map<String, Set<String>> edges) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(edges.getOrDefault(id, Set.of()));
    while (!left.isEmpty()) {
      String next = left.remove();
      if (reached.add(next)) {
        left.addAll(edges.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
