package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.DefaultForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is made or altered by a statement of its own, after what it needs. */
final class Creates {
  private final Plan plan;
  private final Outlines units = new Outlines(this::item);
  private final Map<String, Item> outlines = new LinkedHashMap<>();

  Creates(Plan plan) {
    this.plan = plan;
  }

  List<Item> ordered() {
    Set<String> all = new LinkedHashSet<>(plan.create.keySet());
    all.addAll(plan.alter.keySet());
    List<Item> said =
        new ArrayList<>(all.stream().filter(id -> unit(id).equals(id)).map(this::item).toList());
    for (String id : all) {
      Plan.needs(item(id)).forEach(need -> units.add(unit(id), unit(need)));
    }
    said.forEach(item -> units.cut(item, plan.alter.containsKey(item.id())));
    units.made().forEach(outline -> outlines.put(outline.id(), outline));
    said.addAll(units.made());
    Order order = new Order(said, Comparator.naturalOrder());
    said.forEach(item -> units.needs(item.id()).forEach(need -> order.before(need, item.id())));
    return order.ids().stream().map(this::item).toList();
  }

  /** A partition that is altered may be one that nobody expects by name. */
  private Item item(String id) {
    Item expected = outlines.getOrDefault(id, plan.site.expected().find(id));
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
    boolean with = item.kind() == Kind.COLUMN || DefaultForm.isOfTable(item);
    return with && item.of() != null && plan.create.containsKey(item.of()) ? item.of() : null;
  }
}
