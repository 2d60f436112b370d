package gaia.catalog.building;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The search path that functions may count on while rows are put in or looked at. All else is said
 * without one, as it was read, so that nobody's own function or operator takes the place of
 * PostgreSQL's.
 *
 * @param path as SQL sets it
 * @param definitions what functions are called for as it is said, by the item's id, read under that
 *     path
 */
public record UsualPath(String path, Map<String, String> definitions) {
  private static final String NONE = "set search_path = ''";

  /** Operators and casts are others. */
  private static final Set<Kind> CALLED =
      Set.of(Kind.FUNCTION, Kind.AGGREGATE, Kind.EXTENSION, Kind.DOMAIN, Kind.OTHER);

  /** A whole script; the path is the usual one after it. */
  public String without(String script) {
    return script.isEmpty() ? "" : NONE + ";\n" + script + set() + ";\n";
  }

  /** The same of statements with their semicolons. */
  public List<String> without(List<String> statements) {
    List<String> all = new ArrayList<>(statements);
    if (!all.isEmpty()) {
      all.addFirst(NONE + ";\n");
      all.addLast(set() + ";\n");
    }
    return all;
  }

  /** Among statements that are said without it. */
  List<String> within(List<String> statements) {
    return within(set(), statements);
  }

  /** As well, said without it themselves: what PostgreSQL has is still PostgreSQL's. */
  List<String> after(List<String> statements) {
    return within("set search_path = pg_catalog, " + path, statements);
  }

  private static List<String> within(String set, List<String> statements) {
    if (statements.isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(List.of(set));
    all.addAll(statements);
    all.add(NONE);
    return all;
  }

  /** What is to be said within. */
  Item read(Item item) {
    Map<String, String> facts = new TreeMap<>(item.facts());
    facts.put("definition", definitions.getOrDefault(item.id(), ""));
    return new Item(item.kind(), item.within(), item.name(), item.of(), facts, item.needs());
  }

  /** Whether it is read and said within. */
  boolean has(Item item) {
    return definitions.containsKey(item.id());
  }

  static boolean calls(Item item) {
    return item.needs().stream()
        .anyMatch(need -> CALLED.stream().anyMatch(kind -> need.startsWith(kind.word() + " ")));
  }

  private String set() {
    return "set search_path = " + path;
  }
}
