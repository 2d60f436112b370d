package gaia.catalog.building;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Outline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Functions of SQL that computed columns and keys of partitions call. As soon as one of these is
 * made, PostgreSQL reads their text to see that they always come to the same, which wants the path
 * that it counts on.
 */
final class Texts {
  private Texts() {}

  /** Those of an extension have no outline. */
  static boolean areOfExtension(Item table, Catalog live) {
    return Stream.concat(Stream.of(table), live.parts(table.id(), Kind.COLUMN).stream())
        .filter(Texts::isComputed)
        .flatMap(item -> item.needs().stream())
        .anyMatch(need -> need.startsWith(Kind.EXTENSION.word() + " "));
  }

  private static boolean isComputed(Item item) {
    return item.has("generated") || item.has("partition by");
  }

  /**
   * Their outlines, by their ids.
   *
   * @param reached an item and all that it needs
   */
  static Map<String, Item> outlined(Catalog live, Function<String, Set<String>> reached) {
    Map<String, Item> outlines = new LinkedHashMap<>();
    live.items().stream()
        .filter(Texts::isComputed)
        .flatMap(item -> item.needs().stream())
        .flatMap(need -> reached.apply(need).stream())
        .forEach(
            id -> {
              Item function = live.find(id);
              Item outline = function == null ? null : Outline.ofText(function);
              if (outline != null) {
                outlines.put(id, outline);
              }
            });
    return outlines;
  }
}
