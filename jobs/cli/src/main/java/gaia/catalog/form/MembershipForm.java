package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;

final class MembershipForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return List.of(
        "grant %s to %s with admin %s, inherit %s, set %s"
            .formatted(
                item.within(),
                item.name(),
                item.has("admin"),
                !item.has("inherit"),
                !item.has("set")));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("revoke " + item.within() + " from " + item.name());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return create(expected, site);
  }
}
