package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is made or altered by a statement of its own, after what it needs. */
final class Creates {
  private final Plan plan;

  Creates(Plan plan) {
    this.plan = plan;
  }

  List<Item> ordered() {
    Set<String> all = new LinkedHashSet<>(plan.create.keySet());
    all.addAll(plan.alter.keySet());
    List<Item> said = all.stream().filter(id -> unit(id).equals(id)).map(this::item).toList();
    Order order = new Order(said, Comparator.naturalOrder());
    for (String id : all) {
      for (String need : Plan.needs(item(id))) {
        order.before(unit(need), unit(id));
      }
    }
    return order.ids().stream().map(this::item).toList();
  }

  /** A partition that is altered may be one that nobody expects by name. */
  private Item item(String id) {
    Item expected = plan.site.expected().find(id);
    Item item = expected == null ? plan.site.actual().find(id) : expected;
    if (item == null) {
      throw new IllegalStateException(id);
    }
    return item;
  }

  /** Columns are made with their table, defaults with their column. */
  private String unit(String id) {
    Item item = plan.create.get(id);
    String of = item == null ? null : withinMade(item);
    return of == null ? id : unit(of);
  }

  private @Nullable String withinMade(Item item) {
    boolean with = item.kind() == Kind.COLUMN || item.kind() == Kind.DEFAULT;
    return with && item.of() != null && plan.create.containsKey(item.of()) ? item.of() : null;
  }
}
