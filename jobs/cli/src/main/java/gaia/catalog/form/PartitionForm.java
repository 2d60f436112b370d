package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a partition has of its own is made like its parent's again. */
final class PartitionForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return List.of(
        "create table %s partition of %s %s"
                .formatted(item.full(), item.fact("parent"), item.fact("bound"))
            + (item.has("partition by") ? " partition by " + item.fact("partition by") : ""));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop table " + item.full());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    List<String> statements = new ArrayList<>();
    for (String fact : facts) {
      String alter = "alter table " + expected.full() + " ";
      if (fact.startsWith("default of ")) {
        statements.add(
            alter + ofColumn(expected, fact.substring("default of ".length()), fact, site));
      } else if (fact.startsWith("not null of ")) {
        statements.add(
            alter
                + "alter column "
                + fact.substring("not null of ".length())
                + (expected.has(fact) ? " set not null" : " drop not null"));
      } else {
        String state = expected.fact(fact);
        statements.add(
            alter + (state == null ? ofParent(expected, fact, site) : state) + " " + fact);
      }
    }
    return statements;
  }

  private static String ofColumn(Item partition, String column, String fact, Site site) {
    String value = partition.fact(fact);
    if (value == null) {
      Item parents = site.expected().find("default " + partition.fact("parent") + "." + column);
      value = parents == null ? "none" : parents.fact("value", "none");
    }
    return "alter column "
        + column
        + (value.equals("none") ? " drop default" : " set default " + value);
  }

  private static String ofParent(Item partition, String trigger, Site site) {
    @Nullable Item parents = site.expected().find(trigger + " on " + partition.fact("parent"));
    return parents == null ? "enable" : parents.fact("state", "enable");
  }
}
