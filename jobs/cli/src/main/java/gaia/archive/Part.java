package gaia.archive;

/**
 * What a section of a backup is for, in their order. psql runs all of them; a program that restores
 * over its own connections leaves out the opening and the closing, runs {@link #SETTINGS} on each,
 * and may do what is between {@link #BEFORE} and {@link #AFTER} by several at once, each table's in
 * this order.
 */
public enum Part {
  /** For psql alone: stop at the first error, all or nothing. */
  OPENING,
  SETTINGS,
  /** The roles that are missing, the database's owner, and acting as it from there on. */
  ROLES,
  /** Schemas, types, functions, sequences, tables. */
  BEFORE,
  /** One {@code copy … from stdin;}, its rows, and {@code \.}. */
  ROWS,
  /** The keys and checks of one table, which nobody else may read meanwhile. */
  KEYS,
  /** One index of a table with its keys; others of it may be made, and it be read, meanwhile. */
  INDEX,
  /** Where the sequences stand, then what needs other tables, triggers, policies, grants. */
  AFTER,
  /** For psql alone. */
  CLOSING
}
