package gaia.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which values of the old columns are in our rows: a value is, when the row it makes alone has
 * something that an empty row has not, and the whole row has the same. So one that could not be
 * read, or that another column's came before, is found by itself whatever the query does.
 */
final class Values {
  private static final String EMPTY = "select 0::bigint as line, '{}'::jsonb as r, false as whole";

  private final Connection connection;
  private final String query;
  private final String isThere;

  /**
   * @param query one of gaia/adopt, over {@code old}
   * @param types of our columns, by name
   */
  Values(Connection connection, String query, Map<String, String> types) {
    this.connection = connection;
    this.query = query;
    this.isThere =
        types.entrySet().stream()
            .map(column -> isThere(column.getKey(), column.getValue()))
            .collect(Collectors.joining(" or "));
  }

  /** What of the old columns is not in the staged rows, as table {@code missed}. */
  void compare(List<String> oldColumns) throws SQLException {
    Session.execute(connection, "create temporary table missed (name text, nr bigint)");
    Session.execute(
        connection,
        "create temporary table empty as select * from (%s) made where line is not null"
            .formatted(over(EMPTY, query)));
    for (String column : oldColumns) {
      Session.execute(connection, missed(literal(column)));
    }
    Session.execute(connection, "drop table empty");
  }

  /** The query over what stands for the old rows. */
  static String over(String old, String query) {
    return "with old as (" + old + ")\nselect * from (\n" + query + "\n) every";
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private String missed(String name) {
    String alone =
        """
        select line, jsonb_build_object(%1$s, source -> %1$s) as r, false as whole
        from stage where source ->> %1$s not in ('', '{}', '[]')
        """
            .formatted(name);
    return """
        insert into missed
        select %s, stage.nr
        from (%s) alone join stage using (line) cross join empty
        where %s <> all (coalesce(stage.heeded, '{}')) and (%s) is not true
        """
        .formatted(name, over(alone, query), name, isThere);
  }

  /** A document may have come together from several columns. */
  private static String isThere(String column, String type) {
    return "(alone.%1$s is distinct from empty.%1$s and stage.%1$s %2$s alone.%1$s)"
        .formatted(column, type.equals("jsonb") ? "@>" : "=");
  }
}
