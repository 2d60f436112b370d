package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What goes with the old tables beside rows: what somebody wrote over them. Types, keys and indexes
 * are left aside, since ours stand in their place.
 */
record Gone(List<String> names) {
  private static final Set<Kind> WRITTEN =
      Set.of(
          Kind.SETTING,
          Kind.EXTENSION,
          Kind.DEFAULT_PRIVILEGES,
          Kind.SEQUENCE,
          Kind.FUNCTION,
          Kind.AGGREGATE,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.RULE,
          Kind.TRIGGER,
          Kind.POLICY,
          Kind.OTHER);

  // Of the server, of the cloud, and those whose rights our grants files set.
  private static final String NOBODY_ELSE =
      "public|pg_database_owner|cloudsqlsuperuser|\"?gaia[_-].*";

  static Gone of(Catalog old, Catalog expected) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> grants = new TreeMap<>();
    for (Item item : old.items()) {
      if (WRITTEN.contains(item.kind()) && !item.has("owned by") && !isOurs(item, expected)) {
        names.add(item.id());
      }
      if (item.kind() == Kind.GRANT && !item.name().matches(NOBODY_ELSE)) {
        grants.merge(item.name(), 1, Integer::sum);
      }
    }
    grants.forEach(
        (role, number) -> names.add("what " + role + " may do with " + number + " things"));
    return new Gone(List.copyOf(names));
  }

  private static boolean isOurs(Item item, Catalog expected) {
    Item ours = expected.find(item.id());
    return ours != null && Objects.equals(ours.fact("definition"), item.fact("definition"));
  }

  int number() {
    return names.size();
  }

  void tell(Run run) {
    run.count("gone", number());
    for (String name : names) {
      run.item(Map.of("gone", name));
      run.answer("goes: " + name);
    }
  }
}
