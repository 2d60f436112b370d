package gaia.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;

/** Reads a catalog by one statement that holds the query of every kind: one round trip. */
final class Reader {
  private static final String BEFORE = "_before";
  private static final String ALIASES = "_aliases";
  private static final String DEPENDENCIES = "_dependencies";
  private static final String AFTER = "_after";

  // Without a transaction of the caller's all of it is one implicit transaction.
  private static final String ALL =
      Stream.of(
              Stream.of(BEFORE, ALIASES),
              Arrays.stream(Kind.values()).map(Kind::query),
              Stream.of(DEPENDENCIES, AFTER))
          .flatMap(names -> names)
          .map(Reader::query)
          .collect(joining("\n"));

  private final Connection connection;
  private final Draft draft = new Draft();

  Reader(Connection connection) {
    this.connection = connection;
  }

  Catalog read() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ALL);
      each(statement, row -> {});
      each(statement, row -> draft.alias(Address.of(row, ""), Address.of(row, "of_")));
      for (Kind kind : Kind.values()) {
        try (ResultSet rows = next(statement)) {
          Columns columns = Columns.of(rows, kind);
          while (rows.next()) {
            draft.add(columns);
          }
        }
      }
      each(statement, row -> draft.need(Address.of(row, ""), Address.of(row, "of_")));
      return draft.catalog();
    }
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Statement statement, Row row) throws SQLException {
    try (ResultSet rows = next(statement)) {
      while (rows.next()) {
        row.read(rows);
      }
    }
  }

  /** The result that is current; the one after it becomes so. */
  private static ResultSet next(Statement statement) throws SQLException {
    ResultSet rows = statement.getResultSet();
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    return rows;
  }

  private static String query(String name) {
    String path = name + ".sql";
    try (InputStream file = Reader.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("no gaia/catalog/" + path + " is bundled");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
