package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.closing.Closing;
import gaia.catalog.closing.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands on the old tables, made on a copy once their rows are in: defaults, keys, indexes,
 * triggers, views, functions. Its owners and grants are left aside.
 */
final class Rest {
  private static final Set<Kind> ELSEWHERE =
      Set.of(
          Kind.ROLE,
          Kind.MEMBERSHIP,
          Kind.DATABASE,
          Kind.SETTING,
          Kind.DEFAULT_PRIVILEGES,
          Kind.GRANT,
          Kind.OTHER);

  private final Connection connection;
  private final Catalog old;

  Rest(Connection connection, Catalog old) {
    this.connection = connection;
    this.old = old;
  }

  /** By name, or by the statement, what the copy could not be given. */
  List<String> make() throws SQLException {
    List<String> missing = new ArrayList<>();
    old.items(Kind.OTHER).forEach(item -> missing.add(item.name()));
    Closing closing = Closing.of(plain(old), plain(Catalog.read(connection)));
    missing.addAll(closing.refused());
    Session.execute(connection, "set local check_function_bodies = off");
    for (Step step : closing.steps()) {
      Savepoint before = connection.setSavepoint();
      try {
        Session.execute(connection, step.sql());
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        connection.rollback(before);
        missing.add(step.sql().lines().findFirst().orElse(""));
      }
    }
    return missing;
  }

  private static Catalog plain(Catalog catalog) {
    return Catalog.of(
        catalog.items().stream()
            .filter(item -> !ELSEWHERE.contains(item.kind()))
            .map(Rest::plain)
            .toList());
  }

  private static Item plain(Item item) {
    Map<String, String> facts = new LinkedHashMap<>(item.facts());
    facts.remove("owner");
    return new Item(item.kind(), item.within(), item.name(), item.of(), facts, item.needs());
  }
}
