package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;

final class SchemaForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return List.of("create schema " + item.name());
  }

  /** Without cascade: what is in it was dropped by name. */
  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop schema " + item.name());
  }
}
