package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class RoleForm implements Form {
  private static final Set<String> ALL =
      new TreeSet<>(
          Set.of(
              "login",
              "superuser",
              "inherit",
              "createrole",
              "createdb",
              "replication",
              "bypassrls",
              "connection limit"));

  // Not even to say no to it is allowed to anybody but a superuser.
  private static final Set<String> OF_SUPERUSERS = Set.of("superuser", "replication", "bypassrls");

  @Override
  public List<String> create(Item item, Site site) {
    Set<String> said = new TreeSet<>(ALL);
    said.removeIf(fact -> OF_SUPERUSERS.contains(fact) && !item.has(fact));
    return List.of("create role " + item.name() + attributes(item, said));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop role " + item.name());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return List.of("alter role " + expected.name() + attributes(expected, facts));
  }

  private static String attributes(Item role, Set<String> facts) {
    StringBuilder attributes = new StringBuilder();
    for (String fact : facts) {
      attributes
          .append(' ')
          .append(
              switch (fact) {
                case "connection limit" -> fact + " " + role.fact(fact, "-1");
                case "inherit" -> role.has(fact) ? "noinherit" : "inherit";
                default -> (role.has(fact) ? "" : "no") + fact;
              });
    }
    return attributes.toString();
  }
}
