package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions and procedures; their definition is the statement that makes or replaces them. */
final class FunctionForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return List.of(item.fact("definition", "").strip());
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop " + Sql.object(item));
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return facts.equals(Set.of("definition")) ? create(expected, site) : null;
  }
}
