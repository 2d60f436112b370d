package gaia.catalog.building;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.closing.Order;
import gaia.catalog.closing.Outlines;
import gaia.catalog.form.DefaultForm;
import gaia.catalog.form.Outline;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is made before the rows come and what after, each in an order that runs. */
final class Stages {
  /** Without rows they are made in no time, or mean nothing, or would stand in the way. */
  private static final Set<Kind> LATE =
      EnumSet.of(
          Kind.DATABASE,
          Kind.SETTING,
          Kind.MATERIALIZED_VIEW,
          Kind.INDEX,
          Kind.CONSTRAINT,
          Kind.STATISTICS,
          Kind.RULE,
          Kind.TRIGGER,
          Kind.POLICY,
          Kind.GRANT);

  private static final Set<Kind> HOLDERS =
      EnumSet.of(Kind.TABLE, Kind.PARTITION, Kind.SEQUENCE, Kind.DOMAIN_CONSTRAINT);

  private final Map<String, Item> units = new LinkedHashMap<>();
  private final Map<String, Set<String>> needs = new HashMap<>();
  private final Set<String> late = new HashSet<>();
  private final Set<String> own = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private final Set<String> lineage = new HashSet<>();
  private final Set<Item> deferred = new LinkedHashSet<>();
  private final Map<String, Item> texts;
  private final Outlines order = new Outlines(this::unit);
  private final DomainChecks checks;

  Stages(Catalog live, Collection<Item> made) {
    checks = new DomainChecks(live);
    made.forEach(item -> units.put(item.id(), item));
    live.items(Kind.TABLE).forEach(this::relate);
    connect(live);
    live.items(Kind.DEFAULT).stream()
        .filter(DefaultForm::isOfTable)
        .filter(item -> isCircle(item, live))
        .forEach(deferred::add);
    needs.clear();
    connect(live);
    OwnOfPartitions.ordered(live, made).stream()
        .filter(pair -> !reached(pair.first().id()).contains(pair.second().id()))
        .forEach(pair -> needs(pair.second().id()).add(pair.first().id()));
    delay();
    units.values().stream().filter(this::isOwn).forEach(item -> own.add(item.id()));
    texts = Texts.outlined(live, this::reached);
    outline();
  }

  /** What comes before the rows and what after is the same, however a circle is cut. */
  private void outline() {
    needs.forEach((id, all) -> all.forEach(need -> order.add(id, need)));
    units.values().forEach(item -> order.cut(item, false));
    for (Item outline : order.made()) {
      units.put(outline.id(), outline);
      if (late.contains(Outline.whole(outline))) {
        late.add(outline.id());
      }
    }
  }

  private void connect(Catalog live) {
    for (Item item : live.items()) {
      String unit = deferred.contains(item) ? null : unit(item, live);
      if (unit != null) {
        Set<String> all = needs(unit);
        item.needs().forEach(need -> add(all, live.find(need), live));
        add(all, item.of() == null ? null : live.find(item.of()), live);
        all.remove(unit);
      }
    }
  }

  private Set<String> needs(String unit) {
    return needs.computeIfAbsent(unit, id -> new HashSet<>());
  }

  /** A function of it reads the table that it is of. */
  private boolean isCircle(Item value, Catalog live) {
    String table = unit(value, live);
    return table != null
        && value.needs().stream()
            .filter(need -> need.startsWith(Kind.FUNCTION.word() + " "))
            .anyMatch(need -> reached(need).contains(table));
  }

  /** What is made on a table goes down to those that inherit from it. */
  private void relate(Item table) {
    tables.add(table.full());
    if (table.has("partition by") || table.has("inherits")) {
      lineage.add(table.full());
      lineage.addAll(List.of(table.fact("inherits", "").split(", ")));
    }
  }

  private void add(Set<String> needs, @Nullable Item needed, Catalog live) {
    String unit = needed == null ? null : unit(needed, live);
    if (unit != null) {
      needs.add(unit);
    }
  }

  /** Columns are made with their table, defaults with their column. */
  private @Nullable String unit(Item item, Catalog live) {
    boolean with = item.kind() == Kind.COLUMN || DefaultForm.isOfTable(item);
    Item of = with && item.of() != null ? live.find(item.of()) : null;
    return of == null ? (units.containsKey(item.id()) ? item.id() : null) : unit(of, live);
  }

  /** What needs what is late is late too, but for all that a holder of rows needs. */
  private void delay() {
    Set<String> early = new HashSet<>();
    Deque<String> reached = new ArrayDeque<>();
    units.values().stream()
        .filter(item -> HOLDERS.contains(item.kind()) && !checks.isLate(item))
        .forEach(item -> reached.add(item.id()));
    while (!reached.isEmpty()) {
      String id = reached.remove();
      if (early.add(id)) {
        reached.addAll(needs.getOrDefault(id, Set.of()));
      }
    }
    Map<String, Set<String>> needing = new HashMap<>();
    needs.forEach(
        (id, all) -> all.forEach(n -> needing.computeIfAbsent(n, k -> new HashSet<>()).add(id)));
    units.values().stream()
        .filter(item -> LATE.contains(item.kind()) || checks.isLate(item))
        .forEach(item -> reached.add(item.id()));
    while (!reached.isEmpty()) {
      String id = reached.remove();
      if (!early.contains(id) && late.add(id)) {
        reached.addAll(needing.getOrDefault(id, Set.of()));
      }
    }
  }

  /**
   * What belongs to one ordinary table and needs nothing that is late, nor a function, which may
   * read tables whose rows are not there yet.
   */
  private boolean isOwn(Item item) {
    boolean watches = item.kind() == Kind.INDEX || item.kind() == Kind.CONSTRAINT;
    return watches
        && late.contains(item.id())
        && tables.contains(item.within())
        && !lineage.contains(item.within())
        && item.needs().stream().noneMatch(need -> need.startsWith(Kind.FUNCTION.word() + " "))
        && needs.getOrDefault(item.id(), Set.of()).stream().noneMatch(late::contains);
  }

  /** Functions in outline where nobody is to look at their texts yet. */
  List<Item> early() {
    return ordered(item -> !late.contains(item.id())).stream()
        .map(item -> texts.getOrDefault(item.id(), item))
        .toList();
  }

  /** The whole of them, once all that is early stands. */
  List<Item> texts() {
    return texts.keySet().stream().map(this::unit).toList();
  }

  /** What no order can make. */
  List<String> circles() {
    return order.circles();
  }

  List<Item> own(Kind kind) {
    return ordered(item -> own.contains(item.id()) && item.kind() == kind);
  }

  List<Item> late() {
    return ordered(item -> late.contains(item.id()) && !own.contains(item.id()));
  }

  /** Defaults that their tables come before. */
  Set<Item> deferred() {
    return deferred;
  }

  /** Materialized views that have rows, and those that they have them from. */
  List<Item> filled() {
    Set<String> filled = new HashSet<>();
    units.values().stream()
        .filter(item -> item.kind() == Kind.MATERIALIZED_VIEW && !item.has("filled"))
        .forEach(item -> filled.addAll(reached(item.id())));
    return Stream.concat(early().stream(), late().stream())
        .filter(item -> item.kind() == Kind.MATERIALIZED_VIEW && filled.contains(item.id()))
        .toList();
  }

  boolean callsFunction(Item item) {
    return reached(item.id()).stream().anyMatch(id -> id.startsWith(Kind.FUNCTION.word() + " "));
  }

  /** This and all that it needs. */
  private Set<String> reached(String id) {
    Set<String> reached = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(id));
    while (!left.isEmpty()) {
      String next = left.remove();
      if (reached.add(next)) {
        left.addAll(needs.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private List<Item> ordered(Predicate<Item> which) {
    List<Item> items = units.values().stream().filter(which).toList();
    Order all = new Order(items, Comparator.naturalOrder());
    items.forEach(item -> order.needs(item.id()).forEach(need -> all.before(need, item.id())));
    return all.ids().stream().map(this::unit).toList();
  }

  private Item unit(String id) {
    Item item = units.get(id);
    if (item == null) {
      throw new IllegalStateException(id);
    }
    return item;
  }
}
