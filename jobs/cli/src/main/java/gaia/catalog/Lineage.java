package gaia.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a table has of those that it inherits from. */
public final class Lineage {
  private Lineage() {}

  /** As SQL names them, in the order in which it took them up. */
  public static List<String> parents(Item table) {
    return Arrays.stream(table.fact("inherits", "").split(", ", 0))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The checks of all of them, also of those that they inherit from. */
  public static Stream<Item> checks(Item table, Catalog catalog) {
    return parents(table).stream()
        .map(parent -> catalog.find(Kind.TABLE.word() + " " + parent))
        .flatMap(Stream::ofNullable)
        .flatMap(
            parent ->
                Stream.concat(
                    catalog.parts(parent.id(), Kind.CONSTRAINT).stream().filter(Lineage::goesDown),
                    checks(parent, catalog)));
  }

  /** Whether both say the same by the same name. */
  public static boolean isSame(Item check, Item other) {
    return check.name().equals(other.name())
        && Objects.equals(check.fact("definition"), other.fact("definition"));
  }

  private static boolean goesDown(Item constraint) {
    return constraint.fact("form", "").equals("check")
        && !constraint.fact("definition", "").endsWith(" NO INHERIT");
  }
}
