package gaia.stats;

import gaia.cli.Run;
import gaia.cli.Table;
import gaia.cli.Units;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One question about the server. How a column is shown says the end of its name: {@code _bytes},
 * {@code _seconds}, {@code _share}; any other number is counted.
 */
record Section(String title, String query) {
  void tell(Run run, Connection connection, int top) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query + " limit ?")) {
      statement.setInt(1, top);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> names = names(rows.getMetaData());
        Table table = new Table(names.stream().map(Section::heading).toArray(String[]::new));
        boolean none = true;
        while (rows.next()) {
          none = false;
          table.row(cells(rows, names));
          run.item(item(rows, names));
        }
        run.answer("");
        run.answer(title + (none ? ": none" : ""));
        if (!none) {
          table.lines().forEach(run::answer);
        }
      }
    }
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      names.add(columns.getColumnLabel(column));
    }
    return names;
  }

  private static String heading(String name) {
    return name.replaceFirst("_(bytes|seconds|share)$", "").replace('_', ' ');
  }

  private static String[] cells(ResultSet row, List<String> names) throws SQLException {
    String[] cells = new String[names.size()];
    for (int column = 0; column < cells.length; column++) {
      cells[column] = cell(names.get(column), row.getObject(column + 1));
    }
    return cells;
  }

  private static String cell(String name, Object value) {
    if (!(value instanceof Number number)) {
      return value == null ? "-" : String.valueOf(value);
    }
    if (name.endsWith("_bytes")) {
      return Units.bytes(number.longValue());
    }
    if (name.endsWith("_seconds")) {
      return Units.age(Duration.ofSeconds(number.longValue()));
    }
    return name.endsWith("_share")
        ? Units.share(number.doubleValue())
        : Units.count(number.longValue());
  }

  private Map<String, Object> item(ResultSet row, List<String> names) throws SQLException {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("section", title);
    for (int column = 0; column < names.size(); column++) {
      Object value = row.getObject(column + 1);
      if (value != null) {
        item.put(names.get(column), value);
      }
    }
    return item;
  }
}
