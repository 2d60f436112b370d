package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of one table on their way: each rule of ours is tried on them before one of them is in.
 */
final class Stage {
  private static final Set<String> OURS = Set.of("nr", "line", "source", "refused", "heeded");

  private final Connection connection;
  private final String table;
  private final Catalog expected;
  private final Source old;
  private final List<String> columns;
  private final List<Tally.Line> values = new ArrayList<>();

  private Stage(
      Connection connection, String table, Catalog expected, Source old, List<String> columns) {
    this.connection = connection;
    this.table = table;
    this.expected = expected;
    this.old = old;
    this.columns = columns;
  }

  /** Takes the rows of an old table by its query of gaia/adopt. */
  static Stage fill(Connection connection, String table, Catalog expected, Source old)
      throws SQLException {
    String query = Query.of(table);
    Session.execute(
        connection,
        "create temporary table stage as with old as (%s) select row_number() over () as nr, moved.* from (%s) moved"
            .formatted(old.rows(), query));
    Map<String, String> types = types(connection);
    Stage stage = new Stage(connection, table, expected, old, List.copyOf(types.keySet()));
    // Before the rules, which count for themselves what they take away.
    new Values(connection, query, types).compare(old.columns());
    for (Rule rule : Rule.of(expected, table, stage.columns)) {
      stage.apply(rule);
    }
    return stage;
  }

  /** One value that breaks a rule goes alone where the row can be without it. */
  private void apply(Rule rule) throws SQLException {
    String column = rule.columns().getFirst();
    if (rule.columns().size() == 1 && rule.mayBeNull() && isNullable(column)) {
      long gone =
          update(
              "update stage set %1$s = null where refused is null and %1$s is not null and (%2$s)"
                  .formatted(column, rule.broken()));
      if (gone > 0) {
        values.add(
            new Tally.Line(
                table + "." + column, 0, gone, List.of(gone + " values break " + rule.name())));
      }
    } else {
      update(
          "update stage set refused = '%s' where refused is null and (%s)"
              .formatted(rule.name().replace("'", "''"), rule.broken()));
    }
  }

  /** Those that nothing is wrong with are in then, and the others are told. */
  void keep(Tally tally) throws SQLException {
    String list = String.join(", ", columns);
    long kept =
        update(
            "insert into %s (%s) select %s from stage where refused is null"
                .formatted(table, list, list));
    List<String> reasons = new ArrayList<>();
    long lost = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select refused, count(*), array_to_string((array_agg(distinct left(coalesce(%s, %s::text), 40)))[1:3], '; ')
                from stage where refused is not null group by refused order by refused
                """
                    .formatted(old.key(), columns.getFirst()))) {
      while (row.next()) {
        lost += row.getLong(2);
        reasons.add(
            "%d break %s: %s".formatted(row.getLong(2), row.getString(1), row.getString(3)));
      }
    }
    tally.add(table, kept, lost, reasons);
    values.forEach(line -> tally.add(line.what(), line.kept(), line.lost(), line.reasons()));
    tellMissed(tally);
    Session.execute(connection, "drop table stage, missed");
  }

  /** What a lost row held is lost with it, and counted there. */
  private void tellMissed(Tally tally) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select missed.name, count(*), count(*) || ' values have no place'
                  || coalesce(': ' || nullif(array_to_string((array_agg(distinct left(%s, 40)))[1:3], '; '), ''), '')
                from missed join stage using (nr) where refused is null
                group by missed.name order by missed.name
                """
                    .formatted(old.key()))) {
      while (row.next()) {
        tally.add(
            old.name() + "." + row.getString(1), 0, row.getLong(2), List.of(row.getString(3)));
      }
    }
  }

  private boolean isNullable(String column) {
    Item item = expected.find(Kind.COLUMN.word() + " " + table + "." + column);
    return item != null && !item.has("not null");
  }

  private long update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static Map<String, String> types(Connection connection) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("select * from stage limit 0")) {
      ResultSetMetaData heading = none.getMetaData();
      for (int at = 1; at <= heading.getColumnCount(); at++) {
        if (!OURS.contains(heading.getColumnLabel(at))) {
          types.put(heading.getColumnLabel(at), heading.getColumnTypeName(at));
        }
      }
    }
    return types;
  }
}
