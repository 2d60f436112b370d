package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.List;
import java.util.Set;

public final class DefaultForm implements Form {
  /** One of a table is made with it, one of a view after it. */
  public static boolean isOfTable(Item item) {
    String of = item.of();
    return item.kind() == Kind.DEFAULT && (of == null || !of.startsWith(Kind.VIEW.word() + " "));
  }

  @Override
  public List<String> create(Item item, Site site) {
    return List.of(alter(item) + "set default " + item.fact("value"));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of(alter(item) + "drop default");
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return create(expected, site);
  }

  private static String alter(Item value) {
    return "alter table " + value.within() + " alter column " + value.name() + " ";
  }
}
