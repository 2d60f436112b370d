package gaia.catalog.closing;

import org.jspecify.annotations.Nullable;

/**
 * What a statement takes for good: all rows of a table, or one column of them.
 *
 * @param table as SQL names it
 * @param column null where the whole table goes
 */
public record Loss(String table, @Nullable String column) {
  /** {@code public.t} or {@code public.t.c}. */
  public String what() {
    return column == null ? table : table + "." + column;
  }
}
