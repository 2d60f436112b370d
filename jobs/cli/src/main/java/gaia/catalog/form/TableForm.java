package gaia.catalog.form;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table with its columns and their defaults; keys and the rest come as items of their own. */
final class TableForm implements Form {
  private static final String TYPE = "of type";
  private static final String INHERITS = "inherits";
  private static final Set<String> FOR_GOOD = Set.of("partition by", TYPE);
  private static final String IDENTITY = "replica identity";
  private static final String CLUSTER = "cluster on";

  @Override
  public List<String> create(Item item, Site site) {
    Inherited inherited = new Inherited(item, site);
    List<String> statements = new ArrayList<>();
    statements.add(
        "create "
            + (item.has("unlogged") ? "unlogged " : "")
            + "table "
            + item.full()
            + (item.has(TYPE)
                ? " of " + item.fact(TYPE) + typed(inherited.listed(), site)
                : columns(
                    inherited.listed().stream().map(column -> ColumnForm.definition(column, site))))
            + inherited.clause()
            + clause(" partition by ", item, "partition by")
            + clause(" using ", item, "access method")
            + Sql.with(item.fact("options"))
            + clause(" tablespace ", item, "tablespace"));
    statements.addAll(inherited.after());
    statements.addAll(security(item, item.facts().keySet()));
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop table " + item.full());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    refuse(expected, FOR_GOOD, facts);
    String alter = "alter table " + expected.full();
    List<String> statements = new ArrayList<>();
    for (String fact : facts) {
      switch (fact) {
        case "unlogged" ->
            statements.add(alter + (expected.has(fact) ? " set unlogged" : " set logged"));
        case "access method" ->
            statements.add(alter + " set access method " + expected.fact(fact, "heap"));
        case INHERITS -> statements.addAll(new Heritage(expected, actual).givenUp());
        case "options" ->
            statements.addAll(Sql.options(alter, expected.fact(fact), actual.fact(fact)));
        case "tablespace" ->
            statements.add(alter + " set tablespace " + expected.fact(fact, "pg_default"));
        default -> {}
      }
    }
    statements.addAll(security(expected, facts));
    return statements;
  }

  @Override
  public List<String> last(Item expected, @Nullable Item actual, Set<String> facts, Site site) {
    String alter = "alter table " + expected.full();
    List<String> statements = new ArrayList<>();
    if (actual != null && facts.contains(INHERITS)) {
      statements.addAll(new Heritage(expected, actual).takenUp(site));
    }
    if (facts.contains(IDENTITY)) {
      statements.add(alter + " replica identity " + expected.fact(IDENTITY, "default"));
    }
    if (facts.contains(CLUSTER)) {
      statements.add(
          alter
              + (expected.has(CLUSTER)
                  ? " cluster on " + expected.fact(CLUSTER)
                  : " set without cluster"));
    }
    return statements;
  }

  private static String typed(List<Item> columns, Site site) {
    List<String> said =
        columns.stream()
            .filter(column -> !ColumnForm.options(column, site).isEmpty())
            .map(column -> column.name() + " with options" + ColumnForm.options(column, site))
            .toList();
    return said.isEmpty() ? "" : columns(said.stream());
  }

  private static String columns(Stream<String> columns) {
    return columns.map(column -> "\n  " + column).collect(joining(",", " (", "\n)"));
  }

  private static List<String> security(Item table, Set<String> facts) {
    String alter = "alter table " + table.full();
    List<String> statements = new ArrayList<>();
    if (facts.contains("row security")) {
      statements.add(
          alter + (table.has("row security") ? " enable" : " disable") + " row level security");
    }
    if (facts.contains("forced row security")) {
      statements.add(
          alter + (table.has("forced row security") ? "" : " no") + " force row level security");
    }
    return statements;
  }

  private static String clause(String word, Item item, String fact) {
    return item.has(fact) ? word + item.fact(fact) : "";
  }

  private static void refuse(Item table, Set<String> refused, Set<String> facts) {
    refused.stream()
        .filter(facts::contains)
        .findFirst()
        .ifPresent(
            fact -> {
              throw new Refusal(table.id() + ": gaia knows no SQL that makes its " + fact + " so");
            });
  }
}
