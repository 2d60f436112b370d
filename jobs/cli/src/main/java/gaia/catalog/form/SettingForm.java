package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;

final class SettingForm implements Form {
  // Their values are lists of names, which PostgreSQL keeps quoted already.
  private static final Set<String> LISTS =
      Set.of(
          "search_path",
          "temp_tablespaces",
          "local_preload_libraries",
          "session_preload_libraries",
          "shared_preload_libraries");

  @Override
  public List<String> create(Item item, Site site) {
    String value = item.fact("value", "");
    String said = LISTS.contains(item.name()) ? Sql.names(value) : Sql.literal(value);
    return List.of(of(item, site) + " set " + item.name() + " to " + said);
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of(of(item, site) + " reset " + item.name());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return create(expected, site);
  }

  private static String of(Item item, Site site) {
    String of = item.within().replaceFirst("database$", "database " + site.database());
    return "alter " + of;
  }
}
