package gaia.catalog.form;

import gaia.catalog.Catalog;
import gaia.catalog.Item;

/** What a statement is about beside its own item: what shall stand, and where. */
public record Site(Catalog expected, Catalog actual) {
  /** As SQL names it. */
  String database() {
    Item database = actual.find("database database");
    if (database == null) {
      throw new IllegalStateException("a catalog that was read knows its database");
    }
    return database.fact("called", "");
  }
}
