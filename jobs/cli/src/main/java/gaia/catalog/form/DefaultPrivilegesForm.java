package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class DefaultPrivilegesForm implements Form {
  private static final Pattern WITHIN =
      Pattern.compile("([a-z]+) of (.+?)(?: in schema (.+))?", Pattern.DOTALL);

  @Override
  public List<String> create(Item item, Site site) {
    return changes(item.facts(), Map.of(), item);
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return changes(Map.of(), item.facts(), item);
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    Map<String, String> wanted = new TreeMap<>(expected.facts());
    Map<String, String> held = new TreeMap<>(actual.facts());
    wanted.keySet().retainAll(facts);
    held.keySet().retainAll(facts);
    return changes(wanted, held, expected);
  }

  private static List<String> changes(
      Map<String, String> wanted, Map<String, String> held, Item item) {
    Matcher within = WITHIN.matcher(item.within());
    if (!within.matches()) {
      throw new IllegalStateException(item.within());
    }
    String whose =
        "alter default privileges for role "
            + within.group(2)
            + (within.group(3) == null ? "" : " in schema " + within.group(3))
            + " ";
    return GrantForm.statements(wanted, held, "on " + within.group(1), item.name()).stream()
        .map(whose::concat)
        .toList();
  }
}
