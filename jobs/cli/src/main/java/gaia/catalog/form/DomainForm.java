package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class DomainForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    StringBuilder domain = new StringBuilder("create domain " + item.full());
    domain.append(" as ").append(item.fact("base", ""));
    if (item.has("collation")) {
      domain.append(" collate ").append(item.fact("collation"));
    }
    if (item.has("default")) {
      domain.append(" default ").append(item.fact("default"));
    }
    return List.of(domain.append(item.has("not null") ? " not null" : "").toString());
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop domain " + item.full());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    if (facts.contains("base") || facts.contains("collation")) {
      return null;
    }
    String alter = "alter domain " + expected.full();
    List<String> statements = new ArrayList<>();
    if (facts.contains("default")) {
      statements.add(
          expected.has("default")
              ? alter + " set default " + expected.fact("default")
              : alter + " drop default");
    }
    if (facts.contains("not null")) {
      statements.add(alter + (expected.has("not null") ? " set not null" : " drop not null"));
    }
    return statements;
  }
}
