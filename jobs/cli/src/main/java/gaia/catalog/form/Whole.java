package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table that a partition is a part of in the end, whose owner and rights are its own too. */
public final class Whole {
  /** Reads each partition by itself; all others read the table. */
  private static final String READER = "gaia_backup";

  private Whole() {}

  /** The item itself where it is no partition, or one of nothing that is known. */
  public static Item of(Item item, Site site) {
    Item at = item;
    while (at.kind() == Kind.PARTITION) {
      Item parent = parent(at, site);
      if (parent == null) {
        return at;
      }
      at = parent;
    }
    return at;
  }

  /** What a partition shall let a role do, by itself or as its table does. */
  static Map<String, String> grants(Item partition, String role, Site site) {
    Map<String, String> grants = new TreeMap<>(granted("table " + partition.full(), role, site));
    granted("table " + of(partition, site).full(), role, site)
        .forEach(
            (privilege, state) -> {
              if (!privilege.contains(" (") && !partition.has(privilege + " to " + role)) {
                grants.putIfAbsent(privilege, state);
              }
            });
    return grants;
  }

  static List<String> grantsToReader(Item partition, Site site) {
    return GrantForm.statements(
        grants(partition, READER, site), Map.of(), "on table " + partition.full(), READER);
  }

  private static Map<String, String> granted(String object, String role, Site site) {
    Item grant = site.expected().find("grant " + object + " to " + role);
    return grant == null ? Map.of() : grant.facts();
  }

  private static @Nullable Item parent(Item partition, Site site) {
    String name = partition.fact("parent");
    Item table = find(Kind.TABLE.word() + " " + name, site);
    return table == null ? find(Kind.PARTITION.word() + " " + name, site) : table;
  }

  private static @Nullable Item find(String id, Site site) {
    Item expected = site.expected().find(id);
    return expected == null ? site.actual().find(id) : expected;
  }
}
