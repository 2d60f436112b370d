package gaia.testing;

import io.micronaut.data.annotation.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement as a repository declares it.
 *
 * @param name {@code Repository.method}
 */
public record Declared(String name, String sql) {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z][a-zA-Z0-9]*)");

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
