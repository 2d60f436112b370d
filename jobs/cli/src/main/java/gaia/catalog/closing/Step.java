package gaia.catalog.closing;

import org.jspecify.annotations.Nullable;

/**
 * One statement, without its semicolon.
 *
 * @param role as which it runs; empty for the login itself
 */
public record Step(String role, String sql, @Nullable Loss loss) {
  static final String ADMIN = "cloudsqlsuperuser";
  static final String OWNER = "gaia_owner";

  /** What makes the session act as this step's role. */
  public String become() {
    return role.isEmpty() ? "reset role" : "set role " + role;
  }
}
