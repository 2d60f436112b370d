package gaia.adopt;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the expected schema asks of a row, as a condition that a staged row breaks it by.
 *
 * @param name the constraint's, or words where it has none
 * @param mayBeNull a value that breaks it can be left out
 */
record Rule(String name, List<String> columns, String broken, boolean mayBeNull) {
  private static final Pattern LENGTH = Pattern.compile("character varying\\((\\d+)\\)");
  private static final Pattern REFERENCE =
      Pattern.compile("FOREIGN KEY \\(([^,)]+)\\) REFERENCES ([^(]+)\\(([^,)]+)\\).*");
  private static final Pattern KEY = Pattern.compile("(?:UNIQUE|PRIMARY KEY) \\(([^)]+)\\).*");

  /** In this order: a reference to nobody may go alone, and the rest is judged without it. */
  static List<Rule> of(Catalog expected, String table, List<String> columns) {
    String id = Kind.TABLE.word() + " " + table;
    List<Item> constraints = expected.parts(id, Kind.CONSTRAINT);
    List<Rule> rules = new ArrayList<>();
    expected.parts(id, Kind.COLUMN).forEach(column -> length(column, rules));
    constraints.forEach(constraint -> reference(constraint, rules));
    constraints.forEach(constraint -> check(constraint, table, rules));
    expected.parts(id, Kind.COLUMN).forEach(column -> notNull(column, rules));
    constraints.forEach(constraint -> key(constraint, rules));
    return rules.stream().filter(rule -> columns.containsAll(rule.columns())).toList();
  }

  private static void length(Item column, List<Rule> rules) {
    Matcher length = LENGTH.matcher(column.fact("type", ""));
    if (length.matches()) {
      rules.add(
          new Rule(
              column.name() + " of " + length.group(1) + " characters at most",
              List.of(column.name()),
              "char_length(" + column.name() + ") > " + length.group(1),
              true));
    }
  }

  private static void reference(Item constraint, List<Rule> rules) {
    Matcher reference = REFERENCE.matcher(constraint.fact("definition", ""));
    if (reference.matches()) {
      String column = reference.group(1);
      rules.add(
          new Rule(
              constraint.name(),
              List.of(column),
              "%s is not null and not exists (select from %s there where there.%s = stage.%s)"
                  .formatted(column, reference.group(2), reference.group(3), column),
              true));
    }
  }

  private static void check(Item constraint, String table, List<Rule> rules) {
    if (constraint.fact("form", "").equals("check")) {
      String prefix = Kind.COLUMN.word() + " " + table + ".";
      List<String> columns =
          constraint.needs().stream()
              .filter(need -> need.startsWith(prefix))
              .map(need -> need.substring(prefix.length()))
              .toList();
      String expression = constraint.fact("definition", "").replaceFirst("^CHECK ", "");
      if (!columns.isEmpty()) {
        rules.add(new Rule(constraint.name(), columns, "not " + expression, true));
      }
    }
  }

  private static void notNull(Item column, List<Rule> rules) {
    if (column.has("not null")) {
      rules.add(
          new Rule(
              column.name() + " is not null",
              List.of(column.name()),
              column.name() + " is null",
              false));
    }
  }

  /** The first of them has the place. */
  private static void key(Item constraint, List<Rule> rules) {
    Matcher key = KEY.matcher(constraint.fact("definition", ""));
    if (key.matches()) {
      List<String> columns = Stream.of(key.group(1).split(", ", 0)).toList();
      String whole = columns.stream().map(c -> c + " is not null").collect(joining(" and "));
      rules.add(
          new Rule(
              constraint.name(),
              columns,
              """
              nr in (select nr from (
                select nr, row_number() over (partition by %s order by nr) as place
                from stage where refused is null and %s) again where place > 1)
              """
                  .formatted(key.group(1), whole),
              false));
    }
  }
}
