package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
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
    return List.of("revoke " + item.within() + " from " + item.name() + " cascade");
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    List<String> statements = new ArrayList<>();
    if (actual.has("admin") && !expected.has("admin")) {
      // Who was given it may have granted the role on.
      statements.add(
          "revoke admin option for %s from %s cascade"
              .formatted(expected.within(), expected.name()));
    }
    statements.addAll(create(expected, site));
    return statements;
  }
}
