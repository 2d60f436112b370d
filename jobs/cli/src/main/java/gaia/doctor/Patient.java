package gaia.doctor;

import gaia.archive.Shelf;
import gaia.cli.Database;
import gaia.settings.Deployment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at: a database, where its backups lie, and what is known of what is around it.
 *
 * @param connection null where the database can't be reached
 * @param environment the variables that this run was started with
 * @param saidPassword the password stands among the words of the command line
 */
record Patient(
    Database database,
    @Nullable Connection connection,
    Deployment deployment,
    Shelf shelf,
    Map<String, String> environment,
    boolean saidPassword,
    Instant now) {

  /** A row of an answer, by its columns' numbers from 1 on. */
  record Row(List<@Nullable String> values) {
    String text(int column) {
      String value = values.get(column - 1);
      return value == null ? "" : value;
    }

    long number(int column) {
      return (long) decimal(column);
    }

    double decimal(int column) {
      String value = values.get(column - 1);
      return value == null ? 0 : Double.parseDouble(value);
    }

    boolean is(int column) {
      return "t".equals(values.get(column - 1));
    }

    boolean has(int column) {
      return values.get(column - 1) != null;
    }
  }

  Connection asked() throws SQLException {
    if (connection == null) {
      throw new SQLException("there is no connection", "08003");
    }
    return connection;
  }

  List<Row> rows(String query, Object... values) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement = asked().prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          List<@Nullable String> cells = new ArrayList<>();
          for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
            cells.add(answer.getString(column));
          }
          rows.add(new Row(cells));
        }
      }
    }
    return rows;
  }

  /** Of a question that always has one row. */
  Row row(String query, Object... values) throws SQLException {
    return rows(query, values).getFirst();
  }

  List<String> names(String query, Object... values) throws SQLException {
    return rows(query, values).stream().map(row -> row.text(1)).toList();
  }

  String setting(String name) throws SQLException {
    return row("select coalesce(current_setting(?, true), '')", name).text(1);
  }

  /** The first few of many names, as evidence. */
  static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(4, names.size())));
    return names.size() > 4 ? first + " and " + (names.size() - 4) + " more" : first;
  }
}
