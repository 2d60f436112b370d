package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;

final class ExtensionForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return List.of(
        "create extension " + item.name() + " with schema " + item.fact("schema", "public"));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop extension " + item.name());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return List.of(
        "alter extension " + expected.name() + " set schema " + expected.fact("schema", "public"));
  }
}
