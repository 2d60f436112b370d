package gaia.rollback;

import org.jspecify.annotations.Nullable;

/** A table, a partition or a column: as SQL names it. */
record Part(String table, @Nullable String column) {
  static Part whole(String table) {
    return new Part(table, null);
  }

  String full() {
    return column == null ? table : table + "." + column;
  }
}
