package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.List;
import java.util.Set;

/** A sequence that is new where rows are already begins after them, or the next one collides. */
public final class Numbering {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  private Numbering() {}

  /** After all columns that a new sequence numbers. */
  public static List<String> after(Item sequence, Site site) {
    return site.expected().items(Kind.DEFAULT).stream()
        .filter(value -> value.needs().contains(sequence.id()))
        .filter(value -> value.fact("value", "").matches("(?s)nextval\\('.*'::regclass\\)"))
        .filter(value -> isInteger(value, site))
        .map(value -> after(sequence.full(), sequence.fact("increment", ""), value))
        .toList();
  }

  /**
   * @param numbered the column, or its default
   */
  static String after(String sequence, String increment, Item numbered) {
    boolean isFalling = increment.startsWith("-");
    String last = (isFalling ? "min(" : "max(") + numbered.name() + ")";
    return Block.of(
        "begin perform setval(%s, %s) from %s having %s %s (select last_value from %s); end"
            .formatted(
                Sql.literal(sequence),
                last,
                numbered.within(),
                last,
                isFalling ? "<=" : ">=",
                sequence));
  }

  private static boolean isInteger(Item value, Site site) {
    Item column = value.of() == null ? null : site.expected().find(value.of());
    return column != null && INTEGERS.contains(column.fact("type", ""));
  }
}
