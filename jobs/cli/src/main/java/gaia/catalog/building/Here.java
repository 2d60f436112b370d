package gaia.catalog.building;

import gaia.catalog.form.Block;
import gaia.catalog.form.Sql;
import java.util.List;

/** Statements that may name the database, and then take the name from the one that they are in. */
public final class Here {
  private Here() {}

  public static List<String> named(List<String> statements) {
    return statements.stream()
        .map(sql -> isNamed(sql) ? Block.of("begin execute " + text(sql) + "; end") : sql)
        .toList();
  }

  /**
   * What whoever restores may not do, or what another server does not know, is said in a warning,
   * and all else is done.
   */
  public static String whereAllowed(String sql) {
    return Block.of(
        """
        begin
          execute %1$s;
        exception when insufficient_privilege or undefined_object or invalid_parameter_value
            or cant_change_runtime_param then
          raise warning '%%, so this was not done: %%', sqlerrm, %1$s;
        end"""
            .formatted(text(sql)));
  }

  private static boolean isNamed(String sql) {
    return sql.contains(Building.HERE);
  }

  private static String text(String sql) {
    return isNamed(sql)
        ? "format(%s, current_database())"
            .formatted(Sql.literal(sql.replace("%", "%%").replace(Building.HERE, "%I")))
        : Sql.literal(sql);
  }
}
