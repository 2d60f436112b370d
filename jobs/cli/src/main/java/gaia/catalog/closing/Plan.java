package gaia.catalog.closing;

import gaia.catalog.Catalog;
import gaia.catalog.Comment;
import gaia.catalog.Difference;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Forms;
import gaia.catalog.form.Refusal;
import gaia.catalog.form.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to be dropped, made and altered so that no difference is left. What PostgreSQL will not
 * let go while something else needs it takes that along, to be made anew after.
 */
final class Plan {
  private static final Set<String> RETYPING = Set.of("type", "collation");

  final Site site;
  final Map<String, Item> drop = new LinkedHashMap<>();
  final Map<String, Item> create = new LinkedHashMap<>();
  final Map<String, List<String>> alter = new LinkedHashMap<>();
  final Map<String, Item> retype = new LinkedHashMap<>();
  final Map<String, Set<String>> changed = new LinkedHashMap<>();
  final Map<String, @Nullable Loss> losses = new LinkedHashMap<>();
  final Set<String> held = new LinkedHashSet<>();
  final List<String> refused = new ArrayList<>();

  private final Set<String> disturbed = new LinkedHashSet<>();
  private final Deque<String> spreading = new ArrayDeque<>();
  private final Map<String, List<Item>> dependents = new HashMap<>();

  Plan(Catalog expected, Catalog actual, List<Difference> differences) {
    site = new Site(expected, actual);
    for (Item item : actual.items()) {
      needs(item).forEach(id -> dependents.computeIfAbsent(id, i -> new ArrayList<>()).add(item));
    }
    differences.forEach(this::close);
    spread();
    retypeWhatIsUsedAtOnce();
    spread();
    for (String id : drop.keySet()) {
      again(id);
    }
    for (String id : retype.keySet()) {
      again(id);
    }
  }

  static Set<String> needs(Item item) {
    Set<String> needs = new LinkedHashSet<>(item.needs());
    String of = item.of();
    if (of != null) {
      needs.add(of);
    }
    return needs;
  }

  private void spread() {
    while (!spreading.isEmpty()) {
      String id = spreading.remove();
      dependents.getOrDefault(id, List.of()).forEach(item -> reach(id, item));
    }
  }

  /** A label that was added to an enum cannot be used before that is committed. */
  private void retypeWhatIsUsedAtOnce() {
    Set<String> used = new HashSet<>();
    site.expected().items().stream()
        .filter(item -> item.kind() != Kind.COLUMN)
        .filter(item -> isMade(item.id()))
        .forEach(item -> used.addAll(item.needs()));
    for (Item type : site.actual().items(Kind.TYPE)) {
      if (used.contains(type.id()) && alter.remove(type.id()) != null) {
        retype.put(type.id(), type);
        spreading.add(type.id());
      }
    }
  }

  private boolean isMade(String id) {
    return create.containsKey(id) || drop.containsKey(id) || alter.containsKey(id);
  }

  private void again(String id) {
    Item expected = site.expected().find(id);
    if (expected != null && !isPartOfNothing(expected)) {
      create.put(id, expected);
      alter.remove(id);
    }
  }

  /** What a partition that went was divided into goes with it, as nobody expects it by name. */
  private boolean isPartOfNothing(Item item) {
    String of = item.of();
    return item.kind() == Kind.PARTITION
        && of != null
        && !create.containsKey(of)
        && (site.actual().find(of) == null || drop.containsKey(of));
  }

  private void close(Difference difference) {
    switch (difference) {
      case Difference.Missing missing -> create(missing.expected());
      case Difference.Extra extra -> drop(extra.actual());
      case Difference.Changed change -> change(change);
    }
  }

  /** A partitioned table could not take a row without partitions. */
  private void create(Item item) {
    create.put(item.id(), item);
    site.expected().parts(item.id(), Kind.PARTITION).forEach(this::create);
  }

  private void change(Difference.Changed change) {
    changed.put(change.id(), change.facts());
    Set<String> facts = new TreeSet<>(change.facts());
    facts.removeIf(Plan::isApart);
    if (!facts.isEmpty()) {
      alter(change.expected(), change.actual(), facts);
    }
  }

  private static boolean isApart(String fact) {
    return fact.equals("owner") || Comment.is(fact);
  }

  private void alter(Item expected, Item actual, Set<String> facts) {
    try {
      List<String> statements = Forms.of(expected.kind()).alter(expected, actual, facts, site);
      if (statements != null) {
        alter.put(expected.id(), statements);
        if (expected.kind() == Kind.COLUMN && facts.contains("type")) {
          losses.put(expected.id(), Retyping.loss(expected, actual, site));
        }
        if (expected.kind() == Kind.COLUMN && facts.stream().anyMatch(RETYPING::contains)) {
          disturb(expected.id());
        }
      } else if (expected.fact("definition", "").startsWith("range ")) {
        refused.add(expected.id() + ": the name of its multirange is taken until it is gone");
      } else if (expected.kind() == Kind.TYPE || expected.kind() == Kind.DOMAIN) {
        retype.put(expected.id(), actual);
        spreading.add(expected.id());
      } else {
        drop(actual);
      }
    } catch (Refusal refusal) {
      refused.add(refusal.getMessage());
    }
  }

  private void drop(Item item) {
    if (drop.putIfAbsent(item.id(), item) != null) {
      return;
    }
    spreading.add(item.id());
    if (item.kind() == Kind.COLUMN && item.of() != null) {
      // What was granted on the column goes with it and has to be granted again.
      site.actual().parts(item.of(), Kind.GRANT).stream()
          .filter(
              g -> g.facts().keySet().stream().anyMatch(f -> f.endsWith("(" + item.name() + ")")))
          .forEach(this::drop);
    }
  }

  private void disturb(String column) {
    if (disturbed.add(column)) {
      spreading.add(column);
    }
  }

  /** The first one goes or changes its type, and the second needs it. */
  private void reach(String id, Item item) {
    if (drop.containsKey(item.id()) || retype.containsKey(item.id())) {
      return;
    }
    boolean stays = Holding.stays(item);
    if (retype.containsKey(id)) {
      retyped(id, item, stays);
    } else if (drop.containsKey(id)) {
      if (stays && !id.equals(item.of())) {
        held.add(id);
      } else {
        drop(item);
      }
    } else if (Holding.forbidsRetyping(item)) {
      drop(item);
    }
  }

  private void retyped(String type, Item item, boolean stays) {
    Item expected = site.expected().find(item.id());
    if (!stays) {
      drop(item);
    } else if (item.kind() == Kind.COLUMN && expected != null) {
      alter(expected, item, union(changed.get(item.id())));
    } else if (item.kind() != Kind.PARTITION) {
      refused.add(type + " cannot be made anew while " + item.id() + " is made of it");
    }
  }

  private static Set<String> union(@Nullable Set<String> facts) {
    Set<String> all = new TreeSet<>(facts == null ? Set.of() : facts);
    all.removeIf(Plan::isApart);
    all.add("type");
    return all;
  }
}
