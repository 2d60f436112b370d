package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class DatabaseForm implements Form {
  private static final Map<String, String> USUAL =
      Map.of("connection limit", "-1", "is_template", "false", "allow_connections", "true");

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
    return facts.stream()
        .sorted()
        .map(fact -> fact + " " + expected.fact(fact, USUAL.getOrDefault(fact, "")))
        .map(said -> "alter database " + site.database() + " " + said)
        .toList();
  }
}
