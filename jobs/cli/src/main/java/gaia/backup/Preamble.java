package gaia.backup;

import static java.util.stream.Collectors.joining;

import gaia.archive.Bundled;
import gaia.catalog.building.Building.Given;
import gaia.catalog.form.Block;
import gaia.catalog.form.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How whoever restores a file becomes the owner of what is in it, without being superuser. */
final class Preamble {
  private Preamble() {}

  static String settings(String searchPath) {
    return Bundled.sql(Preamble.class, "settings.sql").replace("{path}", searchPath);
  }

  /**
   * From the login's own role to the owner's.
   *
   * @param owner the role that makes and owns what follows, as SQL names it
   * @param named every role that the file names
   * @param statements what makes our own roles
   */
  static String roles(String owner, List<String> named, List<String> statements) {
    Map<String, String> roles =
        Map.of("roles", named.stream().map(Sql::literal).collect(joining(", ")));
    return Bundled.sql(Preamble.class, "maker.sql")
        + filled("lacking.sql", roles)
        + script(statements)
        + filled("missing.sql", roles)
        + Bundled.sql(Preamble.class, "logins.sql")
        + filled("owner.sql", Map.of("owner", Sql.literal(owner)));
  }

  static List<String> given(String owner, List<Given> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    List<String> all =
        new ArrayList<>(List.of("reset role;\n" + Bundled.sql(Preamble.class, "maker.sql")));
    given.forEach(each -> all.add(lent(owner, each)));
    return all;
  }

  /** What was made along with something else gets its own name. */
  static String children(List<String> named) {
    return named.isEmpty()
        ? ""
        : filled("children.sql", Map.of("children", String.join(",\n        ", named)));
  }

  private static String lent(String owner, Given given) {
    String schema = given.schema();
    String role = Sql.literal(given.role()) + "::regrole";
    return filled(
        "lent.sql",
        Map.of(
            "owner",
            Sql.literal(owner),
            "role",
            Sql.literal(given.role()),
            "room",
            schema == null
                ? "format('database %I', current_database())"
                : Sql.literal("schema " + schema),
            "hasRoom",
            given.by()
                ? "true"
                : schema == null
                    ? "has_database_privilege(%s, current_database(), 'create')".formatted(role)
                    : "has_schema_privilege(%s, %s::regnamespace, 'create')"
                        .formatted(role, Sql.literal(schema)),
            "by",
            "" + given.by(),
            "sql",
            Sql.literal(given.sql())));
  }

  private static String filled(String name, Map<String, String> values) {
    return Block.filled(Bundled.sql(Preamble.class, name), values);
  }

  static String script(List<String> statements) {
    return String.join("", ended(statements));
  }

  /** With their semicolons. */
  static List<String> ended(List<String> statements) {
    return statements.stream().map(sql -> sql + ";\n").toList();
  }
}
