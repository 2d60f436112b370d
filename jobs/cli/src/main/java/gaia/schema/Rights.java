package gaia.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Grants files as one script. */
public final class Rights {
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
  private static final Pattern REVOKE = Pattern.compile("(revoke all on .+) from (gaia_[a-z]+)");
  private static final Pattern SCHEMAS =
      Pattern.compile("(?<=\\bschema )([a-z_]+(?:, [a-z_]+)*)(?= (?:from|to) )");

  private Rights() {}

  /** All that are bundled. */
  public static String text(boolean whole) {
    return text(Folder.read("classpath:gaia/schema/grants").values(), whole);
  }

  /**
   * These.
   *
   * @param whole the schema holds all that they name; else what it misses is passed over
   */
  static String text(Collection<String> files, boolean whole) {
    List<String> statements = together(files);
    if (whole) {
      return statements.stream().map(grant -> grant + ";\n").collect(joining());
    }
    return statements.stream()
        .flatMap(Rights::bySchema)
        .map(Rights::ifThere)
        .collect(joining("", "do $gaia$ begin\n", "end $gaia$;\n"));
  }

  /**
   * What the files revoke from one role each is revoked from all at once: PostgreSQL writes each
   * table's row anew for every statement, whether it changes anything or not.
   */
  private static List<String> together(Collection<String> files) {
    Map<String, List<String>> revoked = new LinkedHashMap<>();
    List<String> granted = new ArrayList<>();
    files.stream()
        .flatMap(Rights::statements)
        .forEach(
            statement -> {
              Matcher revoke = REVOKE.matcher(statement);
              if (revoke.matches()) {
                revoked
                    .computeIfAbsent(revoke.group(1), what -> new ArrayList<>())
                    .add(revoke.group(2));
              } else {
                granted.add(statement);
              }
            });
    List<String> all = new ArrayList<>();
    revoked.forEach((what, roles) -> all.add(what + " from " + String.join(", ", roles)));
    all.addAll(granted);
    return all;
  }

  private static Stream<String> statements(String file) {
    return Stream.of(COMMENT.matcher(file).replaceAll("").split(";\\s*(?:\\R|$)", 0))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty());
  }

  /** One schema that is missing would take the others with it. */
  private static Stream<String> bySchema(String grant) {
    Matcher names = SCHEMAS.matcher(grant);
    return names.find()
        ? Stream.of(names.group().split(", ", 0))
            .map(name -> SCHEMAS.matcher(grant).replaceFirst(name))
        : Stream.of(grant);
  }

  private static String ifThere(String grant) {
    return """
        begin
        %s;
        exception when undefined_table or undefined_column or undefined_function or invalid_schema_name then null;
        end;
        """
        .formatted(grant);
  }
}
