package gaia.adopt;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An old table whose rows are to move, empty where an old database never had it.
 *
 * @param columns without those that only number its rows, which are no loss
 * @param rows a query for them
 * @param key what a row is shown by, of its {@code source}
 */
record Source(String name, List<String> columns, String rows, String key) {
  private static final Pattern KEY = Pattern.compile("PRIMARY KEY \\(([^)]+)\\).*");

  static Source of(String table, Catalog old) {
    String id = "table " + table;
    List<String> keys =
        old.parts(id, Kind.CONSTRAINT).stream()
            .map(constraint -> KEY.matcher(constraint.fact("definition", "")))
            .filter(Matcher::matches)
            .findFirst()
            .map(key -> plain(List.of(key.group(1).split(", ", 0))))
            .orElse(List.of());
    List<String> columns =
        new ArrayList<>(plain(old.parts(id, Kind.COLUMN).stream().map(Item::name).toList()));
    columns.removeAll(keys);
    String rows =
        "select row_number() over () as line, pg_temp.document(s.*) as r, true as whole from adopt_%s s"
            .formatted(table);
    return new Source(table, columns, rows, key(keys));
  }

  private static String key(List<String> columns) {
    return columns.isEmpty()
        ? "null::text"
        : columns.stream()
            .map(column -> "source ->> " + Values.literal(column))
            .collect(joining(", ", "nullif(concat_ws(', ', ", "), '')"));
  }

  /** As a row's document has them. */
  private static List<String> plain(List<String> names) {
    return names.stream()
        .map(
            name ->
                name.startsWith("\"")
                    ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                    : name)
        .toList();
  }
}
