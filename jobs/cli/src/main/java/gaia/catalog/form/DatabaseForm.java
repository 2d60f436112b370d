package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;

final class DatabaseForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    throw new Refusal("a database is made on the server, not from inside");
  }

  @Override
  public List<String> drop(Item item, Site site) {
    throw new Refusal("a database cannot drop itself");
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return List.of(
        "alter database %s connection limit %s"
            .formatted(site.database(), expected.fact("connection limit", "-1")));
  }
}
