package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes back what default privileges give to an object as it is made, where it shall not be so. */
public final class DefaultGrants {
  private DefaultGrants() {}

  public static List<String> settle(Item made, String maker, Site site) {
    String kind = word(made.kind());
    if (kind == null) {
      return List.of();
    }
    String object = object(made);
    List<String> statements = new ArrayList<>();
    for (Item given : site.expected().items(Kind.DEFAULT_PRIVILEGES)) {
      String within = kind + " of " + maker;
      if (given.within().equals(within)
          || given.within().equals(within + " in schema " + made.within())) {
        settle(given, made, object, site, statements);
      }
    }
    return statements;
  }

  /** Once something was given away: the owner holds all of it, and others what they shall hold. */
  public static List<String> restore(Item given, String owner, Site site) {
    if (word(given.kind()) == null && given.kind() != Kind.DATABASE) {
      return List.of();
    }
    String on =
        " on " + (given.kind() == Kind.DATABASE ? "database " + site.database() : object(given));
    List<String> statements = new ArrayList<>();
    statements.add("revoke all" + on + " from " + owner + " cascade");
    statements.add("grant all" + on + " to " + owner);
    for (Item grant : site.expected().parts(given.id(), Kind.GRANT)) {
      statements.addAll(Forms.of(Kind.GRANT).create(grant, site));
    }
    if (given.kind() == Kind.PARTITION) {
      statements.addAll(Whole.grantsToReader(given, site));
    }
    return statements;
  }

  private static String object(Item item) {
    return switch (item.kind()) {
      case VIEW, MATERIALIZED_VIEW -> "table " + item.full();
      case AGGREGATE -> "function " + item.full();
      case DOMAIN -> "type " + item.full();
      default -> Sql.object(item);
    };
  }

  private static void settle(
      Item given, Item made, String object, Site site, List<String> statements) {
    Map<String, String> wanted = wanted(made, object, given.name(), site);
    wanted.keySet().retainAll(given.facts().keySet());
    Map<String, String> held = new TreeMap<>(given.facts());
    held.entrySet().removeIf(e -> Objects.equals(wanted.get(e.getKey()), e.getValue()));
    wanted.keySet().retainAll(held.keySet());
    statements.addAll(GrantForm.statements(wanted, held, "on " + object, given.name()));
  }

  private static Map<String, String> wanted(Item made, String object, String role, Site site) {
    if (made.kind() == Kind.PARTITION) {
      return Whole.grants(made, role, site);
    }
    Item grant = site.expected().find("grant " + object + " to " + role);
    return new TreeMap<>(grant == null ? Map.of() : grant.facts());
  }

  private static @Nullable String word(Kind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW, PARTITION -> "tables";
      case SEQUENCE -> "sequences";
      case FUNCTION, AGGREGATE -> "functions";
      case TYPE, DOMAIN -> "types";
      case SCHEMA -> "schemas";
      default -> null;
    };
  }
}
