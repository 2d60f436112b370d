package gaia.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where one catalog is not like another. Left aside: the order of columns, where partitions begin
 * and end and how many there are, comments that were never asked for, and roles that log in.
 */
public final class Differences {
  private static final Set<String> BOUNDS = Set.of("parent", "bound", "partition by", "columns");

  /** What is known of an item and no difference where it differs. */
  private static final Map<Kind, Set<String>> ASIDE =
      Map.of(
          Kind.PARTITION, BOUNDS,
          Kind.DATABASE, Set.of("called"),
          Kind.COLUMN, Set.of("inherited"),
          Kind.MATERIALIZED_VIEW, Set.of("filled"),
          Kind.EXTENSION, Set.of("maker"),
          Kind.SETTING, Set.of("of superusers"),
          Kind.MEMBERSHIP, Set.of("granted by"));

  /** Goes with the identity, and is said only where it has another name. */
  private static final String SEQUENCE = "identity sequence";

  private Differences() {}

  /** Each of them, also the columns of a table that is missing as a whole. */
  public static List<Difference> between(Catalog expected, Catalog actual) {
    List<Difference> all = new ArrayList<>();
    for (Item item : expected.items()) {
      Item other = actual.find(item.id());
      if (other == null) {
        if (isExpected(item, actual)) {
          all.add(new Difference.Missing(item));
        }
      } else {
        Set<String> facts = differing(item, other);
        if (!facts.isEmpty()) {
          all.add(new Difference.Changed(item, other, facts));
        }
      }
    }
    for (Item item : actual.items()) {
      if (expected.find(item.id()) == null) {
        extra(item, expected, all);
      }
    }
    return all;
  }

  /** As a person wants to be told: a table that is missing or extra as a whole is named once. */
  public static List<Difference> told(List<Difference> all) {
    Set<String> whole = new HashSet<>();
    Set<String> schemas = new HashSet<>();
    all.stream()
        .filter(d -> !(d instanceof Difference.Changed))
        .forEach(d -> (d.kind() == Kind.SCHEMA ? schemas : whole).add(d.id()));
    return all.stream()
        .filter(d -> !whole.contains(d.of()))
        .filter(d -> !(d.kind() == Kind.GRANT && schemas.contains(d.of())))
        .toList();
  }

  static Set<String> compared(Item item) {
    Set<String> facts = new TreeSet<>(item.facts().keySet());
    facts.removeAll(ASIDE.getOrDefault(item.kind(), Set.of()));
    return facts;
  }

  /** What PostgreSQL writes of a query over values, it writes otherwise once it has read that. */
  static String value(Item item, String fact) {
    String value = item.fact(fact, "");
    return fact.equals("definition") ? value.replace("( VALUES", "(VALUES") : value;
  }

  private static Set<String> differing(Item expected, Item actual) {
    Set<String> facts = compared(expected);
    facts.addAll(compared(actual));
    facts.removeIf(fact -> Comment.is(fact) && !expected.has(fact));
    if (!expected.has(SEQUENCE) || !actual.has(SEQUENCE)) {
      facts.remove(SEQUENCE);
    }
    facts.removeIf(fact -> value(expected, fact).equals(value(actual, fact)));
    return facts;
  }

  private static boolean isExpected(Item item, Catalog actual) {
    if (item.kind() == Kind.PARTITION) {
      return isDefault(item) && lacksDefault(item, actual);
    }
    String of = item.of();
    return of == null || !of.startsWith(Kind.PARTITION.word() + " ") || actual.find(of) != null;
  }

  private static boolean isDefault(Item partition) {
    return partition.fact("bound", "").equals("DEFAULT");
  }

  /** Without one, the table takes no row that has no partition of its own. */
  private static boolean lacksDefault(Item partition, Catalog actual) {
    String of = String.valueOf(partition.of());
    return actual.find(of) != null
        && actual.parts(of, Kind.PARTITION).stream().noneMatch(Differences::isDefault);
  }

  /** A partition that is not expected should still be like its parent. */
  private static void extra(Item item, Catalog expected, List<Difference> all) {
    if (item.kind() == Kind.PARTITION) {
      Set<String> facts = compared(item);
      facts.remove("comment");
      if (!facts.isEmpty()) {
        all.add(new Difference.Changed(likeItsParent(item), item, facts));
      }
    } else if (!(item.kind() == Kind.ROLE && item.has("login")) && !isInherited(item, expected)) {
      all.add(new Difference.Extra(item));
    }
  }

  /**
   * A table that inherits no more keeps its checks as its own, and again is to have them of others.
   */
  private static boolean isInherited(Item item, Catalog expected) {
    Item table = item.kind() == Kind.CONSTRAINT ? expected.find(String.valueOf(item.of())) : null;
    return table != null
        && Lineage.checks(table, expected).anyMatch(check -> Lineage.isSame(check, item));
  }

  private static Item likeItsParent(Item partition) {
    Item plain =
        new Item(
            partition.kind(),
            partition.within(),
            partition.name(),
            partition.of(),
            new LinkedHashMap<>(partition.facts()),
            partition.needs());
    plain.facts().keySet().retainAll(BOUNDS);
    return plain;
  }
}
