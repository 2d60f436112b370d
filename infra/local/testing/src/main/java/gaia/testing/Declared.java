package gaia.testing;

import io.micronaut.data.annotation.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement as a repository declares it.
 *
 * @param name {@code Repository.method}
 */
public record Declared(String name, String sql) {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z][a-zA-Z0-9]*)");
  private static final Pattern INDEX =
      Pattern.compile("(?:Index (?:Only )?Scan(?: Backward)? using|Bitmap Index Scan on) (\\w+)");

  /**
   * Every one of the package whose class this is, found among what is compiled: none is left out.
   */
  public static List<Declared> nextTo(Class<?> any) {
    try (Stream<Path> files = Files.list(folder(any))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .sorted()
          .map(file -> any.getPackageName() + "." + file.replace(".class", ""))
          .flatMap(Declared::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan that a connection keeps for it, whatever it is asked for. */
  public String keptPlan(Connection connection) throws SQLException {
    List<String> names =
        PARAMETER.matcher(sql).results().map(found -> found.group(1)).distinct().toList();
    String numbered =
        PARAMETER.matcher(sql).replaceAll(found -> "\\$" + (names.indexOf(found.group(1)) + 1));
    String values = String.join(", ", Collections.nCopies(names.size(), "null"));
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute("prepare kept as " + numbered);
      try (ResultSet rows = statement.executeQuery("explain execute kept(" + values + ")")) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      statement.execute("deallocate kept");
    }
    return String.join("\n", lines);
  }

  /**
   * Where that plan reads a table or an index from end to end: an index whose first column is not
   * asked for is read as a whole, whatever else it is asked.
   */
  public List<String> readsWhole(Connection connection) throws SQLException {
    List<String> lines = keptPlan(connection).lines().map(String::strip).toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher index = INDEX.matcher(lines.get(i));
      String below = i + 1 < lines.size() ? lines.get(i + 1) : "";
      if (lines.get(i).contains("Seq Scan on ")
          || (index.find() && !asks(below, firstColumn(connection, index.group(1))))) {
        found.add(lines.get(i) + " " + below);
      }
    }
    return found;
  }

  private static boolean asks(String condition, String column) {
    return condition.startsWith("Index Cond: ")
        && Pattern.compile("(?<!\\w)" + Pattern.quote(column) + "(?!\\w)")
            .matcher(condition)
            .find();
  }

  private static String firstColumn(Connection connection, String index) throws SQLException {
    String query =
        "select pg_get_indexdef(c.oid, 1, true) from pg_class c where relkind = 'i' and relname = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, index);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static Stream<Declared> of(String type) {
    try {
      Class<?> repository = Class.forName(type, false, Declared.class.getClassLoader());
      return Arrays.stream(repository.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Query.class))
          .map(
              method ->
                  new Declared(
                      repository.getSimpleName() + "." + method.getName(),
                      method.getAnnotation(Query.class).value()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder(Class<?> any) {
    try {
      return Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve(any.getPackageName().replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
