package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What somebody may do with one object, said as far as it is not PostgreSQL's default. */
final class GrantForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return changes(item.facts(), Map.of(), item, site);
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return changes(Map.of(), item.facts(), item, site);
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    Map<String, String> wanted = new TreeMap<>(expected.facts());
    Map<String, String> held = new TreeMap<>(actual.facts());
    // To revoke a privilege on the whole table takes it from each of its columns too.
    wanted.keySet().removeIf(fact -> !facts.contains(fact) && !facts.contains(whole(fact)));
    held.keySet().retainAll(facts);
    return changes(wanted, held, expected, site);
  }

  private static List<String> changes(
      Map<String, String> wanted, Map<String, String> held, Item item, Site site) {
    String on = item.within().equals("database") ? "database " + site.database() : item.within();
    return statements(wanted, held, "on " + on, item.name());
  }

  /** Of two states of each privilege; no state is the default one. */
  static List<String> statements(
      Map<String, String> wanted, Map<String, String> held, String on, String grantee) {
    Set<String> grants = new TreeSet<>();
    Set<String> regrants = new TreeSet<>();
    Set<String> revokes = new TreeSet<>();
    Set<String> privileges = new TreeSet<>(wanted.keySet());
    privileges.addAll(held.keySet());
    for (String privilege : privileges) {
      String now = state(held, privilege);
      switch (state(wanted, privilege)) {
        case "granted" -> {
          if (now.equals("with grant option")) {
            revokes.add(privilege);
          }
          grants.add(privilege);
        }
        case "with grant option" -> regrants.add(privilege);
        case "revoked" -> revokes.add(privilege);
        default -> (now.equals("revoked") ? grants : revokes).add(privilege);
      }
    }
    List<String> statements = new ArrayList<>();
    add(statements, "revoke ", revokes, on + " from " + grantee + " cascade");
    add(statements, "grant ", grants, on + " to " + grantee);
    add(statements, "grant ", regrants, on + " to " + grantee + " with grant option");
    return statements;
  }

  /** Without who granted it, where that was not the owner. */
  private static String state(Map<String, String> states, String privilege) {
    return states.getOrDefault(privilege, "").split(" by ", 2)[0];
  }

  private static String whole(String privilege) {
    return privilege.split(" \\(", 2)[0];
  }

  private static void add(
      List<String> statements, String verb, Set<String> privileges, String rest) {
    if (!privileges.isEmpty()) {
      statements.add(verb + String.join(", ", privileges) + " " + rest);
    }
  }
}
