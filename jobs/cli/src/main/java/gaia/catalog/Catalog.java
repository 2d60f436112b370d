package gaia.catalog;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that stands in one database and is not the server's own: structure, rights, settings and our
 * roles, never rows. Two of them can be compared ({@link Differences}), whichever servers they are
 * of.
 */
public final class Catalog {
  private final Map<String, Item> items;
  private final Map<String, List<Item>> parts;

  private Catalog(Map<String, Item> items) {
    this.items = items;
    this.parts =
        items.values().stream()
            .filter(item -> item.of() != null)
            .collect(groupingBy(item -> String.valueOf(item.of())));
  }

  public static Catalog of(Collection<Item> items) {
    return new Catalog(
        items.stream()
            .collect(toMap(Item::id, identity(), (first, second) -> first, LinkedHashMap::new)));
  }

  /**
   * Reads the database that the connection is to, in one round trip. The connection may be
   * anybody's who sees the catalog; outside a transaction it is left as it was, within one the
   * transaction goes on.
   */
  public static Catalog read(Connection connection) throws SQLException {
    return new Reader(connection).read();
  }

  /** In the order in which they were made, kind by kind. */
  public List<Item> items() {
    return List.copyOf(items.values());
  }

  public List<Item> items(Kind kind) {
    return items.values().stream().filter(item -> item.kind() == kind).toList();
  }

  /** By {@link Item#id}; null where there is none. */
  public @Nullable Item find(String id) {
    return items.get(id);
  }

  /** What means nothing without the item of this id: a table's columns, in their order. */
  public List<Item> parts(String id, Kind kind) {
    return parts.getOrDefault(id, List.of()).stream().filter(item -> item.kind() == kind).toList();
  }

  /** Less these, and less what means nothing without them. */
  public Catalog without(Predicate<Item> gone) {
    Map<String, Item> left = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Item item : items.values()) {
      if (gone.test(item) || taken.contains(String.valueOf(item.of()))) {
        taken.add(item.id());
      } else {
        left.put(item.id(), item);
      }
    }
    return new Catalog(left);
  }

  /** SHA-256 in hexadecimal; equal where {@link Differences} finds none. */
  public String fingerprint() {
    return Fingerprint.of(this);
  }
}
