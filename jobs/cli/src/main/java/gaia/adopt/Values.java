package gaia.adopt;

import static java.util.Comparator.comparing;
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
    Session.execute(
        connection,
        "create temporary table empty as with old as (%s) select * from (%s) made where line is not null"
            .formatted(EMPTY, query));
    for (String column : oldColumns) {
      Session.execute(connection, missed(column));
    }
    Session.execute(connection, "drop table empty");
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private String missed(String column) {
    String name = literal(column);
    String alone =
        """
        select line, jsonb_build_object(%1$s, source -> %1$s) as r, false as whole
        from stage where source ->> %1$s not in ('', '{}', '[]')
        """
            .formatted(name);
    return """
        with old as (%1$s)
        insert into missed
        select %2$s, stage.nr
        from (%3$s) alone join stage using (line) cross join empty
        where %2$s <> all (coalesce(stage.heeded, '{}')) and (%4$s) is not true
        """
        .formatted(alone, name, query, isThere(column));
  }

  /** Likeliest first, since no further column is worked out once one is the same. */
  private String isThere(String oldColumn) {
    return types.keySet().stream()
        .sorted(comparing(column -> !column.equals(oldColumn)))
        .map(this::isThereAs)
        .collect(joining(" or "));
  }

  private String isThereAs(String column) {
    // A document may have come together from several columns.
    String same = "jsonb".equals(types.get(column)) ? "@>" : "=";
    return "(alone.%1$s is distinct from empty.%1$s and stage.%1$s %2$s alone.%1$s)"
        .formatted(column, same);
  }
}
