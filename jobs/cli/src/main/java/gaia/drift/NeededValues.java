package gaia.drift;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses SQL that would end at rows without a value in a column that shall have one in each. */
final class NeededValues {
  private static final Set<String> COMPUTED = Set.of("identity", "generated");

  private final Connection connection;
  private final Catalog expected;
  private final Catalog actual;

  NeededValues(Connection connection, Catalog expected, Catalog actual) {
    this.connection = connection;
    this.expected = expected;
    this.actual = actual;
  }

  void mustBeThere(List<Difference> differences) throws SQLException {
    List<String> needed = new ArrayList<>();
    try (Counting counting = new Counting(connection)) {
      for (Difference difference : differences) {
        if (difference.kind() == Kind.COLUMN) {
          needed.addAll(without(counting, difference));
        }
      }
    }
    if (!needed.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "no SQL knows the values of " + String.join(", ", needed),
          "fill them by hand, in a missing column once it is added without not null, then ask again");
    }
  }

  private List<String> without(Counting counting, Difference difference) throws SQLException {
    if (difference instanceof Difference.Missing missing && isUnknown(missing.expected())) {
      return rows(counting, missing.expected(), "");
    }
    if (difference instanceof Difference.Changed changed && isNeeded(changed)) {
      return rows(counting, changed.expected(), " where " + changed.expected().name() + " is null");
    }
    return List.of();
  }

  /** Of a table that stands. */
  private boolean isUnknown(Item column) {
    return column.has("not null")
        && COMPUTED.stream().noneMatch(column::has)
        && expected.parts(column.id(), Kind.DEFAULT).isEmpty()
        && actual.find(String.valueOf(column.of())) != null;
  }

  private static boolean isNeeded(Difference.Changed change) {
    return change.facts().contains("not null") && change.expected().has("not null");
  }

  private static List<String> rows(Counting counting, Item column, String where)
      throws SQLException {
    return counting.rows(
        column.full(), "set role " + Owner.ROLE, "select count(*) from " + column.within() + where);
  }
}
