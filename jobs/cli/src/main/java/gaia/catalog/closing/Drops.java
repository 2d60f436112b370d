package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Outline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is dropped by a statement of its own, before what it needs. */
final class Drops {
  private final Plan plan;
  private final Circles carriers = new Circles();
  private final Map<String, Item> outlines = new LinkedHashMap<>();

  Drops(Plan plan) {
    this.plan = plan;
  }

  List<Item> ordered() {
    List<Item> said =
        new ArrayList<>(
            plan.drop.values().stream().filter(item -> carrier(item).equals(item)).toList());
    for (Item item : plan.drop.values()) {
      for (String need : Plan.needs(item)) {
        Item needed = plan.drop.get(need);
        if (needed != null) {
          carriers.add(carrier(item).id(), carrier(needed).id());
        }
      }
    }
    List.copyOf(said).forEach(this::outline);
    said.addAll(outlines.values());
    Order order = new Order(said, Comparator.reverseOrder());
    said.forEach(item -> carriers.needs(item.id()).forEach(need -> order.before(item.id(), need)));
    return order.ids().stream().map(this::item).filter(this::isSaid).toList();
  }

  /** Once it is no more than that, what it needed can go. */
  private void outline(Item item) {
    Item outline = Outline.of(item);
    Set<String> circle = outline == null ? Set.of() : carriers.of(item.id());
    if (outline != null && !circle.isEmpty()) {
      outlines.put(outline.id(), outline);
      for (String id : circle) {
        carriers.cut(item.id(), id);
        carriers.add(outline.id(), id);
      }
      carriers.add(outline.id(), item.id());
    }
  }

  /** What is extra is revoked; what only went with its object is granted again later. */
  private boolean isSaid(Item item) {
    return item.kind() != Kind.GRANT || plan.site.expected().find(item.id()) == null;
  }

  private Item item(String id) {
    Item item = outlines.getOrDefault(id, plan.drop.get(id));
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
