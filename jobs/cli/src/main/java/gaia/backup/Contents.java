package gaia.backup;

import static java.util.stream.Collectors.toCollection;

import gaia.archive.Part;
import gaia.archive.rows.ObjectSlices;
import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.building.Building;
import gaia.catalog.building.Building.Given;
import gaia.catalog.building.Building.Made;
import gaia.catalog.building.UsualPath;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a backup has to hold, as one moment of the database shows it.
 *
 * @param leftOut what the file has not and why: indexes whose making failed, which hold nothing and
 *     no SQL makes, and a backup that waited for somebody to drop them would be none in the
 *     meantime; the order of columns that no SQL gives back
 */
record Contents(
    Catalog catalog,
    List<Source> sources,
    LargeObjects objects,
    List<Stretch> stretches,
    List<String> leftOut) {
  private static final Set<Kind> DEFINED =
      EnumSet.of(
          Kind.TYPE,
          Kind.FUNCTION,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.INDEX,
          Kind.CONSTRAINT,
          Kind.DOMAIN_CONSTRAINT,
          Kind.STATISTICS,
          Kind.RULE,
          Kind.TRIGGER,
          Kind.POLICY);

  /**
   * All of it.
   *
   * @param aside see {@link Snapshot#aside}
   */
  static Contents read(Connection connection, Connection aside) throws SQLException {
    Catalog all = Catalog.read(connection);
    mustStand(all);
    List<String> leftOut =
        all.items().stream()
            .filter(Contents::isInvalid)
            .map(item -> item.id() + ": it is invalid, nothing is in it")
            .collect(toCollection(ArrayList::new));
    Catalog catalog = all.without(Contents::isInvalid);
    String owner = Objects.requireNonNull(catalog.find("database database")).fact("owner", "");
    Surroundings around = Surroundings.read(connection, aside);
    UsualPath usual = around.usual();
    Building building = Building.of(catalog, owner, usual);
    building
        .reordered()
        .forEach(
            table ->
                leftOut.add(
                    "the order of the columns of "
                        + table
                        + ": some that it inherits came after its own"));
    List<String> refused = new ArrayList<>(building.refused());
    refused.addAll(around.unsaid());
    mustBeSaid(refused);
    List<Source> sources = Source.all(connection);
    mustAgree(catalog, sources);
    LargeObjects objects = LargeObjects.read(connection);
    Transactions transactions = Transactions.of(connection);
    List<Stretch> stretches = new ArrayList<>();
    stretches.add(Stretch.of(Part.OPENING, transactions.opening()));
    stretches.add(Stretch.of(Part.SETTINGS, Preamble.settings(usual.path())));
    stretches.add(
        Stretch.of(
            Part.ROLES, usual.without(Preamble.roles(owner, around.roles(), building.roles()))));
    List<String> before = new ArrayList<>(building.before());
    before.addAll(objects.before());
    transactions
        .scripts(usual.without(Preamble.ended(before)))
        .forEach(script -> stretches.add(Stretch.of(Part.BEFORE, script)));
    stretches.addAll(Stretch.of(sources));
    stretches.addAll(objects.stretches());
    byTable(building.keys())
        .forEach(
            (table, keys) ->
                stretches.add(Stretch.of(Part.KEYS, table, usual.without(Preamble.script(keys)))));
    building
        .indexes()
        .forEach(
            index ->
                stretches.add(
                    Stretch.of(
                        Part.INDEX,
                        index.table(),
                        usual.without(Preamble.script(index.statements())))));
    transactions
        .scripts(usual.without(after(building, around, objects, owner)))
        .forEach(script -> stretches.add(Stretch.of(Part.AFTER, script)));
    stretches.add(Stretch.of(Part.CLOSING, transactions.closing()));
    return new Contents(catalog, sources, objects, stretches, leftOut);
  }

  private static List<String> after(
      Building building, Surroundings around, LargeObjects objects, String owner) {
    List<String> after = new ArrayList<>(Preamble.ended(objects.after()));
    after.addAll(Preamble.ended(around.sequences()));
    after.addAll(Preamble.ended(building.after()));
    after.add(Preamble.children(around.children()));
    after.addAll(Preamble.ended(building.last()));
    after.addAll(Preamble.ended(around.details()));
    List<Given> given = new ArrayList<>(building.given());
    given.addAll(objects.given());
    after.addAll(Preamble.given(owner, given));
    after.removeIf(String::isEmpty);
    return after;
  }

  private static Map<String, List<String>> byTable(List<Made> made) {
    Map<String, List<String>> byTable = new TreeMap<>();
    made.forEach(
        each ->
            byTable
                .computeIfAbsent(each.table(), table -> new ArrayList<>())
                .addAll(each.statements()));
    return byTable;
  }

  /**
   * Of what was dropped since the moment PostgreSQL has no definition, and says nothing of that.
   */
  private static void mustStand(Catalog catalog) throws SQLException {
    for (Item item : catalog.items()) {
      if (DEFINED.contains(item.kind()) && !item.has("definition")) {
        throw new SQLException(item.id() + " was dropped meanwhile", Moment.DROPPED);
      }
    }
  }

  private static boolean isInvalid(Item item) {
    return (item.kind() == Kind.INDEX && item.has("valid"))
        || (item.kind() == Kind.CONSTRAINT && item.has("index valid"));
  }

  /** By their targets, without their rows and checksums. */
  Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    sources.forEach(source -> columns.putIfAbsent(source.target(), source.columns()));
    if (!objects.slices().isEmpty()) {
      columns.put(ObjectSlices.TABLE, ObjectSlices.COLUMNS);
    }
    return columns;
  }

  /** A table that only one of the two knows would be one without rows, or rows without a table. */
  private static void mustAgree(Catalog catalog, List<Source> sources) {
    TreeSet<String> tables = new TreeSet<>();
    for (Item item : catalog.items()) {
      boolean holds = item.kind() == Kind.TABLE || item.kind() == Kind.PARTITION;
      if (holds && !item.has("partition by")) {
        tables.add(item.full());
      }
    }
    TreeSet<String> odd = new TreeSet<>();
    for (Source source : sources) {
      if (!tables.remove(source.name())) {
        odd.add("table " + source.name());
      }
    }
    tables.forEach(table -> odd.add("table " + table));
    mustBeSaid(List.copyOf(odd));
  }

  private static void mustBeSaid(List<String> refused) {
    if (!refused.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "this can't be put into a backup: " + String.join("; ", refused),
          "drop it, make it otherwise, or grant it to who may not read it; nothing was written,"
              + " since a backup without it would be none");
    }
  }
}
