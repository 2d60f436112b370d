package gaia.adopt;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Which values of the old columns are in our rows: a value is, when the row it makes alone has
 * something that an empty row has not, and the whole row has the same. So one that could not be
 * read, or that another column's came before, is found by itself whatever the query does.
 */
final class Values {
  private static final String EMPTY = "select 0::bigint as line, '{}'::jsonb as r, false as whole";

  private static final String SINGLE =
      """
      create temporary table single as
      select row_number() over () as line, name, value
      from (select distinct name, value from doubted) held
      """;

  private final Connection connection;
  private final String query;
  private final Map<String, String> types;

  /**
   * @param query one of gaia/adopt, over {@code old}
   * @param types of our columns, by name
   */
  Values(Connection connection, String query, Map<String, String> types) {
    this.connection = connection;
    this.query = query;
    this.types = types;
  }

  /** What of the old columns is not in the staged rows, as table {@code missed}. */
  void compare(List<String> oldColumns) throws SQLException {
    Session.execute(connection, "create temporary table missed (name text, nr bigint)");
    if (!oldColumns.isEmpty()) {
      Session.execute(
          connection,
          "create temporary table empty as with old as (%s) select * from (%s) made where line is not null"
              .formatted(EMPTY, query));
      Session.execute(connection, doubted(oldColumns));
      Session.execute(connection, SINGLE);
      Session.execute(connection, alone());
      Session.execute(connection, "analyze doubted; analyze alone; analyze stage");
      Session.execute(connection, missed());
      Session.execute(connection, "drop table empty, doubted, single, alone");
    }
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** All values but those that stand in our column of the same name as they are. */
  private String doubted(List<String> oldColumns) {
    return """
        create temporary table doubted as
        select nr, held.name, held.value
        from stage
        cross join lateral (values %s) held (name, value, stands)
        where held.value #>> '{}' not in ('', '{}', '[]') and held.stands is not true
          and held.name <> all (coalesce(heeded, '{}'))
        """
        .formatted(oldColumns.stream().map(this::old).collect(joining(", ")));
  }

  private String old(String column) {
    String name = literal(column);
    return "(%1$s, source -> %1$s, %2$s)".formatted(name, stands(column, "source ->> " + name));
  }

  private String stands(String column, String text) {
    return switch (types.getOrDefault(column, "")) {
      case "" -> "false";
      case "jsonb" -> "stage.%s = source -> %s".formatted(column, literal(column));
      case "timestamptz" ->
          "to_jsonb(stage.%1$s) #>> '{}' in (%2$s, (%2$s) || '+00:00')".formatted(column, text);
      default -> "stage.%s::text = %s".formatted(column, text);
    };
  }

  /** What each of them makes by itself, once, however many rows have it. */
  private String alone() {
    return """
        create temporary table alone as
        with old as (select line, jsonb_build_object(name, value) as r, false as whole from single)
        select single.name as "old name", single.value as "old value", made.*
        from (%s) made join single using (line)
        """
        .formatted(query);
  }

  private String missed() {
    return """
        insert into missed
        select doubted.name, doubted.nr
        from doubted
        join alone on alone."old name" = doubted.name and alone."old value" = doubted.value
        join stage using (nr)
        cross join empty
        where (%s) is not true
        """
        .formatted(isThere());
  }

  private String isThere() {
    return types.keySet().stream().map(this::isThereAs).collect(joining(" or "));
  }

  private String isThereAs(String column) {
    // A document may have come together from several columns.
    String same = "jsonb".equals(types.get(column)) ? "@>" : "=";
    return "(alone.%1$s is distinct from empty.%1$s and stage.%1$s %2$s alone.%1$s)"
        .formatted(column, same);
  }
}
