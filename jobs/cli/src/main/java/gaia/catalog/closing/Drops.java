package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is dropped by a statement of its own, before what it needs. */
final class Drops {
  private final Plan plan;

  Drops(Plan plan) {
    this.plan = plan;
  }

  List<Item> ordered() {
    List<Item> said =
        plan.drop.values().stream().filter(item -> carrier(item).equals(item)).toList();
    Order order = new Order(said, Comparator.reverseOrder());
    for (Item item : plan.drop.values()) {
      String first = carrier(item).id();
      for (String need : Plan.needs(item)) {
        Item needed = plan.drop.get(need);
        if (needed != null) {
          order.before(first, carrier(needed).id());
        }
      }
    }
    return order.ids().stream().map(this::item).filter(this::isSaid).toList();
  }

  /** What is extra is revoked; what only went with its object is granted again later. */
  private boolean isSaid(Item item) {
    return item.kind() != Kind.GRANT || plan.site.expected().find(item.id()) == null;
  }

  private Item item(String id) {
    Item item = plan.drop.get(id);
    if (item == null) {
      throw new IllegalStateException(id);
    }
    return item;
  }

  /** The item whose dropping takes this one along; itself where nothing does. */
  private Item carrier(Item item) {
    Item of = takenBy(item);
    return of == null ? item : carrier(of);
  }

  private @Nullable Item takenBy(Item item) {
    if (item.kind() == Kind.SEQUENCE && item.has("owned by")) {
      return plan.drop.get("column " + item.fact("owned by"));
    }
    // Two tables that refer to each other can be dropped only once neither does.
    if (item.of() == null || item.fact("form", "").equals("foreign key")) {
      return null;
    }
    Item of = plan.drop.get(item.of());
    return of != null && (item.kind() == Kind.GRANT || of.kind() != Kind.SCHEMA) ? of : null;
  }
}
