package gaia.catalog.form;

import gaia.catalog.Item;

/** Whose new things default privileges are about. */
public final class Maker {
  private Maker() {}

  /** As SQL names the role. */
  public static String of(Item defaultPrivileges) {
    return defaultPrivileges
        .within()
        .replaceFirst("^[a-z]+ of ", "")
        .replaceFirst(" in schema .*", "");
  }
}
