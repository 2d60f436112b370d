package gaia.catalog.building;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.List;
import java.util.Map;

/** What stands in a database that was just created, given to its owner. */
final class Newborn {
  private Newborn() {}

  static Catalog of(String owner) {
    return Catalog.of(
        List.of(
            new Item(
                Kind.DATABASE,
                "",
                "database",
                null,
                Map.of("owner", owner, "called", Building.HERE),
                List.of()),
            new Item(
                Kind.SCHEMA, "", "public", null, Map.of("owner", "pg_database_owner"), List.of()),
            new Item(
                Kind.GRANT,
                "schema public",
                "public",
                "schema public",
                Map.of("usage", "granted"),
                List.of())));
  }
}
