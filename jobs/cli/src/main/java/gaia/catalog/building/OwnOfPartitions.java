package gaia.catalog.building;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Indexes and keys that a partition has and its parents have not. What is made on a parent makes
 * others on its partitions, by any name that is free, so that these have to be there before.
 */
final class OwnOfPartitions {
  private static final Set<Kind> NAMED = EnumSet.of(Kind.INDEX, Kind.CONSTRAINT);

  private OwnOfPartitions() {}

  record Pair(Item first, Item second) {}

  static List<Pair> ordered(Catalog live, Collection<Item> made) {
    List<Item> named = made.stream().filter(item -> NAMED.contains(item.kind())).toList();
    List<Item> owned = named.stream().filter(OwnOfPartitions::isOfPartition).toList();
    List<Pair> pairs = new ArrayList<>();
    for (Item own : owned) {
      List<String> parents = parents(live, own);
      named.stream()
          .filter(item -> parents.contains(String.valueOf(item.of())))
          .map(item -> like(item).equals(like(own)) ? new Pair(item, own) : new Pair(own, item))
          .forEach(pairs::add);
    }
    return pairs;
  }

  private static boolean isOfPartition(Item item) {
    return String.valueOf(item.of()).startsWith(Kind.PARTITION.word() + " ");
  }

  private static List<String> parents(Catalog live, Item item) {
    List<String> parents = new ArrayList<>();
    Item of = of(live, item);
    while (of != null && of.kind() == Kind.PARTITION) {
      of = of(live, of);
      if (of != null) {
        parents.add(of.id());
      }
    }
    return parents;
  }

  private static @Nullable Item of(Catalog live, Item item) {
    return item.of() == null ? null : live.find(item.of());
  }

  /** Where these are equal, what is made on the parent would take one that stands already. */
  private static String like(Item item) {
    return item.fact("definition", "")
        .replaceFirst("(?s)^CREATE (UNIQUE )?INDEX .*? USING ", "$1")
        .replaceAll(" (?:DESC|ASC|NULLS FIRST|NULLS LAST)\\b| WITH \\(.*?\\)", "");
  }
}
