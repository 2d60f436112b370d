package gaia.catalog.building;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.HashSet;
import java.util.Set;

/** What of a domain's checks rows need not pass while they come. */
final class DomainChecks {
  /** Domains that are a part of another type, which can be checked only before it has rows. */
  private final Set<String> parts = new HashSet<>();

  DomainChecks(Catalog live) {
    for (Item item : live.items()) {
      String type = item.fact(item.kind() == Kind.DOMAIN ? "base" : "type", "");
      boolean uses = item.kind() == Kind.COLUMN || item.kind() == Kind.DOMAIN;
      if (uses || item.kind() == Kind.TYPE) {
        item.needs().stream()
            .filter(need -> !need.equals(Kind.DOMAIN.word() + " " + type))
            .forEach(parts::add);
      }
    }
  }

  /** There are rows that do not pass it, or it asks a function, which may read what others hold. */
  boolean isLate(Item item) {
    return item.kind() == Kind.DOMAIN_CONSTRAINT
        && (item.has("valid")
            || (asksFunction(item) && !parts.contains(String.valueOf(item.of()))));
  }

  private static boolean asksFunction(Item check) {
    return check.needs().stream().anyMatch(need -> need.startsWith(Kind.FUNCTION.word() + " "));
  }
}
