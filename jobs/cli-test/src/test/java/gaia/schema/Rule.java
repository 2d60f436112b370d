package gaia.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A constraint as its file of cases shows it.
 *
 * @param keeps a statement at its edge that goes
 * @param breaks a statement that it alone refuses
 */
record Rule(String table, String name, String keeps, String breaks) {
  private static final List<String> SCHEMAS =
      List.of("auth", "audit", "game", "public", "chat", "usage", "board", "ops");

  static List<Rule> all() {
    return SCHEMAS.stream().flatMap(Rule::of).toList();
  }

  private static Stream<Rule> of(String schema) {
    Stream.Builder<Rule> rules = Stream.builder();
    String table = "";
    for (String line : Words.resource("constraints/" + schema + ".txt").lines().toList()) {
      if (line.startsWith("[")) {
        table = line.substring(1, line.length() - 1);
      } else if (!line.isBlank()) {
        String[] cells = line.split("\\s+\\|\\s+", 3);
        UnaryOperator<String> statement = statementOn(table);
        rules.add(new Rule(table, cells[0], statement.apply(cells[1]), statement.apply(cells[2])));
      }
    }
    return rules.build();
  }

  /** Most cases only set a column. */
  private static UnaryOperator<String> statementOn(String table) {
    return cell ->
        cell.matches("(insert|update|delete|alter) .*")
            ? cell
            : "update %s set %s".formatted(table, cell);
  }

  /** {@code auth.users users_pkey}. */
  String id() {
    return table + " " + name;
  }

  @Override
  public String toString() {
    return id() + ": " + breaks;
  }
}
