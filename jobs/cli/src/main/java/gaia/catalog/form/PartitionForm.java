package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a partition has of its own is made like its table's again. */
final class PartitionForm implements Form {
  private static final Set<String> AS_A_TABLE =
      Set.of(
          "access method",
          "forced row security",
          "options",
          "row security",
          "tablespace",
          "unlogged");
  private static final String DEFAULT = "default of ";
  private static final String NOT_NULL = "not null of ";
  private static final String OPTIONS = "options of ";
  private static final String INDEX = "index ";
  private static final Pattern OF_COLUMN =
      Pattern.compile("(storage|compression|statistics) of (.*)");
  private static final String IDENTITY = "replica identity";
  private static final String HALF_DETACHED = "half detached";

  @Override
  public List<String> create(Item item, Site site) {
    List<String> statements = new ArrayList<>();
    String by = item.has("partition by") ? " partition by " + item.fact("partition by") : "";
    if (item.has("columns")) {
      statements.add("create table %s (%s)%s".formatted(item.full(), item.fact("columns"), by));
      statements.add(
          "alter table %s attach partition %s %s"
              .formatted(item.fact("parent"), item.full(), item.fact("bound")));
    } else {
      statements.add(
          "create table %s partition of %s %s%s"
              .formatted(item.full(), item.fact("parent"), item.fact("bound"), by));
    }
    statements.addAll(Whole.grantsToReader(item, site));
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop table " + item.full());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    if (facts.contains(HALF_DETACHED)) {
      throw new Refusal(
          "%s, which no transaction ends: alter table %s detach partition %s finalize; then attach it again"
              .formatted(expected.id(), actual.fact("parent"), actual.full()));
    }
    Item whole = Whole.of(expected, site);
    Set<String> asATable = new TreeSet<>(facts);
    asATable.retainAll(AS_A_TABLE);
    List<String> statements =
        new ArrayList<>(new TableForm().alter(filled(expected, whole), actual, asATable, site));
    String alter = "alter table " + expected.full() + " ";
    for (String fact : facts) {
      if (fact.startsWith(DEFAULT)) {
        String column = fact.substring(DEFAULT.length());
        statements.add(alter + "alter column " + column + value(expected, column, whole, site));
      } else if (fact.startsWith(NOT_NULL)) {
        statements.add(
            alter
                + "alter column "
                + fact.substring(NOT_NULL.length())
                + (expected.has(fact) ? " set not null" : " drop not null"));
      } else if (OF_COLUMN.matcher(fact).matches()) {
        statements.add(alter + ofColumn(expected, fact, whole, site));
      } else if (fact.startsWith(OPTIONS)) {
        statements.addAll(
            Sql.options(
                alter + "alter column " + fact.substring(OPTIONS.length()),
                expected.fact(fact),
                actual.fact(fact)));
      } else if (fact.startsWith(INDEX)) {
        statements.add(valid(expected, fact));
      } else if (fact.equals(IDENTITY)) {
        statements.add(alter + "replica identity " + identity(expected, whole));
      } else if (fact.startsWith("trigger ")) {
        String state = expected.fact(fact);
        statements.add(alter + (state == null ? state(fact, whole, site) : state) + " " + fact);
      } else if (fact.contains(" to ")) {
        statements.add(grant(expected, fact));
      }
    }
    return statements;
  }

  /** What it does not say of its own is as its table's. */
  private static Item filled(Item partition, Item whole) {
    Map<String, String> facts = new TreeMap<>(partition.facts());
    for (String fact : List.of("access method", "tablespace")) {
      if (whole.has(fact)) {
        facts.putIfAbsent(fact, whole.fact(fact, ""));
      }
    }
    return new Item(
        partition.kind(),
        partition.within(),
        partition.name(),
        partition.of(),
        facts,
        partition.needs());
  }

  private static String value(Item partition, String column, Item whole, Site site) {
    String value = partition.fact(DEFAULT + column);
    if (value == null) {
      Item wholes = site.expected().find(Kind.DEFAULT.word() + " " + whole.full() + "." + column);
      value = wholes == null ? "none" : wholes.fact("value", "none");
    }
    return value.equals("none") ? " drop default" : " set default " + value;
  }

  private static String ofColumn(Item partition, String fact, Item whole, Site site) {
    Matcher of = OF_COLUMN.matcher(fact);
    if (!of.matches()) {
      throw new IllegalStateException(fact);
    }
    String value = partition.fact(fact);
    if (value == null) {
      Item wholes =
          site.expected().find(Kind.COLUMN.word() + " " + whole.full() + "." + of.group(2));
      String usual = of.group(1).equals("statistics") ? "-1" : "default";
      value = wholes == null ? usual : wholes.fact(of.group(1), usual);
    }
    return "alter column %s set %s %s".formatted(of.group(2), of.group(1), value);
  }

  private static String valid(Item partition, String fact) {
    if (partition.has(fact)) {
      throw new Refusal(fact + ": an index cannot be made invalid");
    }
    return "reindex " + fact;
  }

  /** An index of the table is none of the partition. */
  private static String identity(Item partition, Item whole) {
    String wholes = whole.fact(IDENTITY, "default");
    return partition.fact(IDENTITY, wholes.startsWith("using index") ? "default" : wholes);
  }

  private static String state(String trigger, Item whole, Site site) {
    Item wholes = site.expected().find(trigger + " on " + whole.full());
    return wholes == null ? "enable" : wholes.fact("state", "enable");
  }

  private static String grant(Item partition, String fact) {
    String[] what = fact.split(" to ", 2);
    return partition.has(fact)
        ? "revoke " + what[0] + " on table " + partition.full() + " from " + what[1] + " cascade"
        : "grant " + what[0] + " on table " + partition.full() + " to " + what[1];
  }
}
