package gaia.archive;

/**
 * What a section of a backup is for, in their order. psql runs all of them; a program that restores
 * over its own connections leaves out the opening and the closing, runs {@link #SETTINGS} on each,
 * and may load rows by several at once between {@link #BEFORE} and {@link #AFTER}.
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
  /** Where the sequences stand, then keys, indexes, triggers, policies, grants. */
  AFTER,
  /** For psql alone. */
  CLOSING
}
