package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.Set;

/** A column's value as the text by which it comes to another type. */
public final class Written {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  private Written() {}

  public static String of(Item column, String toType) {
    // What is whole is an integer, however many zeros stand after its point.
    return isNumeric(column.fact("type", "")) && INTEGERS.contains(toType)
        ? "trim_scale(" + column.name() + ")::text"
        : column.name() + "::text";
  }

  private static boolean isNumeric(String type) {
    return type.equals("numeric") || (type.startsWith("numeric(") && type.endsWith(")"));
  }
}
