package gaia.catalog.closing;

import gaia.catalog.Item;

/** What becomes of an item when something goes that it needs. */
final class Holding {
  private Holding() {}

  /** It holds rows or others do in it, so it is altered, and what it needed goes after that. */
  static boolean stays(Item item) {
    return switch (item.kind()) {
      case TABLE, SEQUENCE, TYPE, DOMAIN, SCHEMA, PARTITION, ROLE, DATABASE -> true;
      case COLUMN -> !item.has("generated");
      default -> false;
    };
  }

  /** PostgreSQL refuses another type for a column that this was made over. */
  static boolean forbidsRetyping(Item item) {
    return switch (item.kind()) {
      case VIEW, MATERIALIZED_VIEW, RULE, POLICY, TRIGGER, DEFAULT, FUNCTION, AGGREGATE -> true;
      case COLUMN -> item.has("generated");
      default -> false;
    };
  }
}
