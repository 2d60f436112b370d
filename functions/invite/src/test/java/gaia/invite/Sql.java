package gaia.invite;

import gaia.local.postgres.Checkout;
import io.micronaut.data.annotation.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statement of a repository's method, for a connection of one's own. */
record Sql(String text) {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z][a-zA-Z0-9]*)");

  static Sql of(Class<?> repository, String method) {
    return Arrays.stream(repository.getDeclaredMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .map(found -> new Sql(found.getAnnotation(Query.class).value()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Another function's, from its source: its classes may not stand on this class path, where they
   * would serve.
   */
  static Sql ofSession(String repository, String method) throws IOException {
    String source =
        Files.readString(
            Checkout.root()
                .resolve("functions/session/src/main/java/gaia/session/" + repository + ".java"));
    int end = source.lastIndexOf("\"\"\"", source.indexOf(" " + method + "("));
    return new Sql(source.substring(source.lastIndexOf("\"\"\"", end - 1) + 3, end));
  }

  /** Every parameter in the order in which it stands. */
  List<String> parameters() {
    return PARAMETER.matcher(text).results().map(found -> found.group(1)).toList();
  }

  String with(java.util.function.Function<MatchResult, String> parameter) {
    return PARAMETER.matcher(text).replaceAll(parameter);
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The rows' named column. */
  List<String> run(Connection connection, String column, Map<String, ?> values)
      throws SQLException {
    return run(connection, values, row -> row.getString(column));
  }

  <T> List<T> run(Connection connection, Map<String, ?> values, Row<T> row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(with(found -> "?"))) {
      int position = 0;
      for (String name : parameters()) {
        bind(statement, ++position, values.get(name));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row.read(result));
        }
      }
      return rows;
    }
  }

  private static void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(position, Types.NULL);
      case Instant at -> statement.setObject(position, at.atOffset(ZoneOffset.UTC));
      default -> statement.setObject(position, value);
    }
  }
}
