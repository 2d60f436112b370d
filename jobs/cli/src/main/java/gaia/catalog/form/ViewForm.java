package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Views and materialized views. */
final class ViewForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    String query = item.fact("definition", "").strip().replaceFirst(";$", "");
    return List.of("create " + item.id() + Sql.with(item.fact("options")) + " as\n" + query);
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop " + item.id());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return facts.equals(Set.of("options"))
        ? Sql.options("alter " + expected.id(), expected.fact("options"), actual.fact("options"))
        : null;
  }
}
