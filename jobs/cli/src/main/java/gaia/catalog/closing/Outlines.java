package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.form.Outline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What is made after what it needs, functions in outline first where both need each other. */
public final class Outlines {
  private final Circles needs = new Circles();
  private final Map<String, Item> outlines = new LinkedHashMap<>();
  private final Function<String, Item> items;

  /**
   * @param items each by its id
   */
  public Outlines(Function<String, Item> items) {
    this.items = items;
  }

  public void add(String id, String need) {
    needs.add(id, need);
  }

  /** One that stands already stands in for itself. */
  public void cut(Item item, boolean stands) {
    Item outline = Outline.of(item);
    Set<String> circle = outline == null ? Set.of() : needs.of(item.id());
    if (outline == null || (circle.isEmpty() && !Outline.isInItself(item))) {
      return;
    }
    List<String> needing =
        circle.stream().filter(id -> needs.needs(id).contains(item.id())).toList();
    needing.forEach(id -> needs.cut(id, item.id()));
    if (!stands) {
      outlines.put(outline.id(), outline);
      needing.forEach(id -> needs.add(id, outline.id()));
      needs.needs(item.id()).stream()
          .filter(need -> !circle.contains(need) || Outline.names(outline, whole(need)))
          .forEach(need -> needs.add(outline.id(), need));
      needs.add(item.id(), outline.id());
    }
  }

  private Item whole(String id) {
    Item outline = outlines.get(id);
    return items.apply(outline == null ? id : Outline.whole(outline));
  }

  /** What is made beside the items themselves. */
  public Collection<Item> made() {
    return outlines.values();
  }

  public Set<String> needs(String id) {
    return needs.needs(id);
  }

  /** What is in a circle still, a sentence each. */
  public List<String> circles() {
    List<String> circles = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (String id : needs.ids()) {
      Set<String> circle = needs.of(id);
      if (!circle.isEmpty() && told.add(id)) {
        told.addAll(circle);
        circles.add(id + ": it needs what needs it, " + String.join(", ", circle));
      }
    }
    return circles;
  }
}
