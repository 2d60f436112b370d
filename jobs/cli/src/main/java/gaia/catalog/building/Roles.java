package gaia.catalog.building;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Block;
import gaia.catalog.form.Forms;
import gaia.catalog.form.Site;
import gaia.catalog.form.Sql;
import java.util.ArrayList;
import java.util.List;

/** Roles belong to a server, so what another one has already is left as it is there. */
final class Roles {
  /** What is set for all roles at once is a superuser's to set, and no matter of one database. */
  private static final String EVERYBODY = "role all";

  private final Site site;

  Roles(Site site) {
    this.site = site;
  }

  static boolean isSetting(Item item) {
    return item.kind() == Kind.SETTING && item.within().startsWith("role ");
  }

  List<String> statements() {
    List<String> statements = new ArrayList<>();
    for (Item item : site.expected().items()) {
      // Logins are the server's, and what they may be there.
      if (item.has("login")) {
        continue;
      }
      if (item.kind() == Kind.ROLE) {
        unless(
            "exists (select from pg_roles where quote_ident(rolname) = %s)"
                .formatted(Sql.literal(item.name())),
            item,
            statements);
      } else if (item.kind() == Kind.MEMBERSHIP) {
        unless(
            "exists (select from pg_auth_members where member = %s::regrole and roleid = %s::regrole)"
                .formatted(Sql.literal(item.name()), Sql.literal(item.within())),
            item,
            statements);
      } else if (isSetting(item) && !item.within().equals(EVERYBODY)) {
        Forms.of(item.kind()).create(item, site).stream()
            .map(Here::whereAllowed)
            .forEach(statements::add);
      }
    }
    return statements;
  }

  private void unless(String there, Item item, List<String> statements) {
    for (String sql : Forms.of(item.kind()).create(item, site)) {
      String said = item.kind() == Kind.MEMBERSHIP ? Here.whereAllowed(sql) : sql;
      statements.add(Block.of("begin if not %s then %s; end if; end".formatted(there, said)));
    }
  }
}
