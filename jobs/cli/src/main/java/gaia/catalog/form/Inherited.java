package gaia.catalog.form;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.Lineage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a table has of the tables that it inherits from, and in what it differs from them. */
public final class Inherited {
  private static final String INHERITED = "inherited";
  private static final String GENERATED = "generated";
  private static final String NOT_NULL = "not null";

  private final Item table;
  private final Catalog catalog;
  private final List<Item> columns;
  private final List<Item> parents;
  private final boolean joins;

  Inherited(Item table, Site site) {
    this.table = table;
    catalog = site.expected();
    columns = catalog.parts(table.id(), Kind.COLUMN);
    parents =
        Lineage.parents(table).stream()
            .map(name -> catalog.find(Kind.TABLE.word() + " " + name))
            .flatMap(Stream::ofNullable)
            .toList();
    // Of one that stands already it would have to have the checks, too.
    joins =
        columns.stream().noneMatch(Inherited::isParentsOnly)
            && parents.stream().allMatch(parent -> site.actual().find(parent.id()) == null);
  }

  /** Those that it is made with, as it says them itself. */
  List<Item> listed() {
    return columns.stream().filter(column -> !isParentsOnly(column)).map(this::said).toList();
  }

  /** Empty where it is made before it inherits, so that its columns are in its own order. */
  String clause() {
    return parents.isEmpty() || joins
        ? ""
        : " inherits (" + parents.stream().map(Item::full).collect(joining(", ")) + ")";
  }

  /** Its columns as they come to be: those that its parents got after it stand among theirs. */
  public static List<String> order(Item table, Site site) {
    Inherited inherited = new Inherited(table, site);
    Set<String> order = new LinkedHashSet<>();
    if (!inherited.joins) {
      inherited.parents.forEach(parent -> order.addAll(order(parent, site)));
    }
    inherited.columns.forEach(column -> order.add(column.name()));
    return List.copyOf(order);
  }

  List<String> after() {
    List<String> statements = new ArrayList<>();
    if (joins) {
      parents.forEach(
          parent -> statements.add("alter table " + table.full() + " inherit " + parent.full()));
    }
    columns.forEach(column -> differing(column, statements));
    return statements;
  }

  private static boolean isParentsOnly(Item column) {
    return column.fact(INHERITED, "").equals("yes");
  }

  /** An expression that is the parent's too may not be said again. */
  private Item said(Item column) {
    if (joins
        || !column.has(GENERATED)
        || !of(column, GENERATED).contains(column.fact(GENERATED))) {
      return column;
    }
    Map<String, String> facts = new TreeMap<>(column.facts());
    facts.remove(GENERATED);
    return new Item(
        column.kind(), column.within(), column.name(), column.of(), facts, column.needs());
  }

  private void differing(Item column, List<String> statements) {
    Set<String> stored = new TreeSet<>(column.facts().keySet());
    if (column.has(INHERITED) && !joins) {
      String alter = "alter table only " + table.full() + " alter column " + column.name();
      String own = value(column);
      if (parentsOf(column).stream().anyMatch(each -> !Objects.equals(value(each), own))) {
        statements.add(alter + (own == null ? " drop default" : " set default " + own));
      }
      if (column.has(NOT_NULL) == of(column, NOT_NULL).isEmpty()) {
        statements.add(alter + (column.has(NOT_NULL) ? " set" : " drop") + " not null");
      }
      Stream.of("storage", "compression")
          .filter(fact -> !of(column, fact).isEmpty())
          .forEach(stored::add);
    }
    statements.addAll(ColumnForm.storage(column, stored));
  }

  private @Nullable String value(Item column) {
    return catalog.parts(column.id(), Kind.DEFAULT).stream()
        .map(value -> value.fact("value", ""))
        .findFirst()
        .orElse(null);
  }

  private List<String> of(Item column, String fact) {
    return parentsOf(column).stream()
        .filter(parents -> parents.has(fact))
        .map(parents -> parents.fact(fact, ""))
        .toList();
  }

  private List<Item> parentsOf(Item column) {
    return parents.stream()
        .flatMap(parent -> catalog.parts(parent.id(), Kind.COLUMN).stream())
        .filter(each -> each.name().equals(column.name()))
        .toList();
  }
}
