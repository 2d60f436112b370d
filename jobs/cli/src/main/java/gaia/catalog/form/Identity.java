package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns that PostgreSQL numbers. */
final class Identity {
  private static final String OPTIONS = "identity options";
  private static final String SEQUENCE = "identity sequence";

  private static final Pattern SCHEMA = Pattern.compile("^(?:\"(?:[^\"]|\"\")+\"|[^.\"]+)\\.");

  private Identity() {}

  static String definition(Item column) {
    return "generated "
        + column.fact("identity")
        + " as identity"
        + (column.has(OPTIONS) ? " (" + sequence(column) + column.fact(OPTIONS) + ")" : "");
  }

  /** Its usual name may be taken, and grants on it name it. */
  private static String sequence(Item column) {
    return column.has(SEQUENCE) ? "sequence name " + column.fact(SEQUENCE) + " " : "";
  }

  /** Before a column may be null again, or anything but a number. */
  static List<String> gone(Item expected, Set<String> facts) {
    return facts.contains("identity") && !expected.has("identity")
        ? List.of(alter(expected) + "drop identity")
        : List.of();
  }

  /** After a column is not null. */
  static List<String> alter(Item expected, Item actual, Set<String> facts) {
    List<String> statements = new ArrayList<>();
    if (facts.contains(SEQUENCE)) {
      statements.add(
          "alter sequence %s rename to %s"
              .formatted(
                  actual.fact(SEQUENCE),
                  SCHEMA.matcher(expected.fact(SEQUENCE, "")).replaceFirst("")));
    }
    if (expected.has("identity") && (facts.contains("identity") || facts.contains(OPTIONS))) {
      statements.addAll(numbered(expected, actual, facts));
    }
    return statements;
  }

  private static List<String> numbered(Item expected, Item actual, Set<String> facts) {
    if (!actual.has("identity")) {
      return List.of(
          alter(expected) + "add " + definition(expected),
          Numbering.after(expected.fact(SEQUENCE, ""), increment(expected), expected));
    }
    String options =
        expected
            .fact(OPTIONS, "")
            .replaceAll(
                "(start|increment|minvalue|maxvalue|cache|no cycle|(?<!no )cycle)", "set $1");
    String set = alter(expected) + "set generated " + expected.fact("identity") + " " + options;
    // Somebody may have made it one of smaller numbers, which has no room for the others.
    return facts.contains(OPTIONS)
        ? List.of("alter sequence " + expected.fact(SEQUENCE) + " as " + expected.fact("type"), set)
        : List.of(set);
  }

  private static String increment(Item column) {
    return column.fact(OPTIONS, "").replaceFirst(".*increment by ", "");
  }

  private static String alter(Item column) {
    return "alter table " + column.within() + " alter column " + column.name() + " ";
  }
}
