package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;

final class DefaultForm implements Form {
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
