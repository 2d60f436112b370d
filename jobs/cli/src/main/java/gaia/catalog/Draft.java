package gaia.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A catalog while it is read: addresses become ids, and what belongs to nothing of ours is gone.
 */
final class Draft {
  /** Of a table or a domain that an extension brings, they come with it. */
  private static final Set<Kind> PARTS =
      EnumSet.of(
          Kind.COLUMN,
          Kind.DEFAULT,
          Kind.DOMAIN_CONSTRAINT,
          Kind.INDEX,
          Kind.CONSTRAINT,
          Kind.STATISTICS,
          Kind.RULE,
          Kind.TRIGGER,
          Kind.POLICY);

  private final Addresses addresses = new Addresses();
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();

  void alias(Address address, Address of) {
    addresses.alias(address, of);
  }

  void add(Columns columns) throws SQLException {
    Address address = columns.address();
    // A member of an extension, which brings it along.
    if (addresses.isAlias(address)) {
      return;
    }
    Address parent = columns.parent();
    String of = parent == null ? null : addresses.find(parent);
    if (parent != null && of == null) {
      return;
    }
    Item read = columns.item();
    if (of != null && kind(of) == Kind.EXTENSION && PARTS.contains(read.kind())) {
      return;
    }
    addresses.put(address, read.id());
    Item item = new Item(read.kind(), read.within(), read.name(), of, read.facts(), List.of());
    items.merge(item.id(), item, Draft::together);
  }

  void need(Address address, Address of) {
    String id = addresses.find(address);
    String needed = addresses.find(of);
    if (id != null && needed != null && !id.equals(needed) && !isOwnership(id, needed)) {
      needs.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(needed);
    }
  }

  Catalog catalog() {
    List<Item> all = new ArrayList<>();
    for (Item item : items.values()) {
      Set<String> needed = new LinkedHashSet<>(needs.getOrDefault(item.id(), Set.of()));
      all.add(
          new Item(
              item.kind(), item.within(), item.name(), item.of(), item.facts(), sorted(needed)));
    }
    return Catalog.of(all);
  }

  private static Item together(Item first, Item second) {
    Map<String, String> facts = new LinkedHashMap<>(first.facts());
    facts.putAll(second.facts());
    return new Item(first.kind(), first.within(), first.name(), first.of(), facts, List.of());
  }

  /** A sequence goes with the column that owns it, which is a fact of it, not what it needs. */
  private boolean isOwnership(String id, String needed) {
    Kind of = kind(needed);
    return kind(id) == Kind.SEQUENCE && (of == Kind.COLUMN || of == Kind.TABLE || of == Kind.OTHER);
  }

  private @Nullable Kind kind(String id) {
    Item item = items.get(id);
    return item == null ? null : item.kind();
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }
}
