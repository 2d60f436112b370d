package gaia.catalog.closing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What decides how statements and values are read and written, so that whoever runs them, in
 * whatever database, has them as they were meant.
 */
public final class Settings {
  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    ALL.put("standard_conforming_strings", "on");
    ALL.put("search_path", "pg_catalog");
    ALL.put("timezone", "'UTC'");
    ALL.put("datestyle", "'ISO, YMD'");
    ALL.put("intervalstyle", "'postgres'");
    ALL.put("bytea_output", "'hex'");
    ALL.put("extra_float_digits", "1");
    ALL.put("array_nulls", "on");
    // Rows that a policy hides count like all others; where that is not allowed, it says so.
    ALL.put("row_security", "off");
    ALL.put("default_tablespace", "''");
    ALL.put("default_table_access_method", "'heap'");
  }

  private Settings() {}

  /** Statements, each with its semicolon, for the transaction that they stand in. */
  public static String local() {
    StringBuilder statements = new StringBuilder();
    ALL.forEach(
        (name, value) ->
            statements.append("set local ").append(name).append(" = ").append(value).append(";\n"));
    return statements.toString();
  }
}
