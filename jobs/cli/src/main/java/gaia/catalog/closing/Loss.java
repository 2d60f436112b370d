package gaia.catalog.closing;

import org.jspecify.annotations.Nullable;

/**
 * What a statement takes for good, all rows of a table or one column of them, or which values it
 * may change.
 *
 * @param table as SQL names it
 * @param column null where the whole table goes
 * @param changed a condition of the values that may not be the same after; null where all goes
 */
public record Loss(String table, @Nullable String column, @Nullable String changed) {
  static Loss of(String table) {
    return new Loss(table, null, null);
  }

  static Loss of(String table, String column) {
    return new Loss(table, column, null);
  }

  /** {@code public.t} or {@code public.t.c}. */
  public String what() {
    return column == null ? table : table + "." + column;
  }
}
