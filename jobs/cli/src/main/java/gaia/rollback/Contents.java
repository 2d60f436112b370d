package gaia.rollback;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table that is written anew: a hash of each, to find which are not there after. */
final class Contents {
  private final Connection connection;
  private final String table;
  private final String hashed;
  private final String kept;

  private Contents(Connection connection, String table, List<Part> columns, int number) {
    this.connection = connection;
    this.table = table;
    hashed =
        "select hashtextextended(row(%s)::text, 0) as hash from %s"
            .formatted(
                columns.stream().map(Part::column).collect(joining(", ")), Count.counted(table));
    kept = "pg_temp.rows_before_" + number;
  }

  static List<Contents> keep(Connection connection, Storage standing, Moves moves)
      throws SQLException {
    List<Contents> all = new ArrayList<>();
    for (String table : moves.rewritten()) {
      List<Part> columns =
          standing.columns(table).stream().filter(part -> !moves.gone().contains(part)).toList();
      Contents contents = new Contents(connection, table, columns, all.size());
      contents.execute("create temporary table %s on commit drop as %s");
      all.add(contents);
    }
    return all;
  }

  /** How many rows are less, and of how many others some value is another. */
  List<Losses.Loss> lost() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                with after as materialized (%2$s), lost as (select hash from %1$s except all select hash from after),
                  fewer (rows) as (select greatest(0, (select count(*) from %1$s) - (select count(*) from after)))
                select rows as fewer, (select count(*) from lost) - rows as other from fewer
                """
                    .formatted(kept, hashed))) {
      row.next();
      return List.of(
          new Losses.Loss(table, row.getLong("fewer")),
          new Losses.Loss(Losses.VALUES + table, row.getLong("other")));
    }
  }

  /** Before the catalog is compared. */
  void drop() throws SQLException {
    execute("drop table %s");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(kept, hashed));
    }
  }
}
