package gaia.catalog;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a kind's query mean. Beside the addresses and the names each is a fact by its
 * label; a pair {@code fact, value} is one more, and rows of the same name are one item.
 */
record Columns(ResultSet row, Kind kind, List<String> facts, boolean hasParent, boolean hasPair) {
  private static final Set<String> NAMES =
      Set.of("class", "oid", "sub", "of_class", "of_oid", "of_sub", "in", "name", "fact", "value");

  static Columns of(ResultSet rows, Kind kind) throws SQLException {
    ResultSetMetaData heading = rows.getMetaData();
    List<String> labels = new ArrayList<>();
    for (int column = 1; column <= heading.getColumnCount(); column++) {
      labels.add(heading.getColumnLabel(column));
    }
    boolean pair = labels.contains("fact");
    return new Columns(
        rows,
        kind,
        labels.stream().filter(l -> !NAMES.contains(l) || (l.equals("value") && !pair)).toList(),
        labels.contains("of_oid"),
        pair);
  }

  Address address() throws SQLException {
    return Address.of(row, "");
  }

  @Nullable Address parent() throws SQLException {
    return hasParent ? Address.of(row, "of_") : null;
  }

  /** A parent is found by its address only when all are read, so its id comes later. */
  Item item() throws SQLException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String fact : facts) {
      put(found, fact, row.getString(fact));
    }
    if (hasPair) {
      put(found, row.getString("fact"), row.getString("value"));
    }
    String within = row.getString("in");
    return new Item(
        kind, within == null ? "" : within, row.getString("name"), null, found, List.of());
  }

  private static void put(
      Map<String, String> facts, @Nullable String fact, @Nullable String value) {
    if (fact != null && value != null) {
      facts.put(fact, value);
    }
  }
}
