package gaia.history;

import gaia.cli.Took;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A migration as the history keeps it. */
record Applied(
    String version, String description, OffsetDateTime at, Duration took, String appliedBy) {
  private static final String NEWEST =
      """
      select ltrim(version, '0') as version, description, installed_on at time zone 'UTC' as at,
             execution_time, installed_by
      from ops.flyway_history
      where success and version is not null
      order by installed_rank desc
      limit ?
      """;

  static List<Applied> newest(Connection connection, int limit) throws SQLException {
    List<Applied> applied = new ArrayList<>();
    if (!isKept(connection)) {
      return applied;
    }
    try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
      statement.setInt(1, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          applied.add(of(row));
        }
      }
    }
    return applied;
  }

  String[] cells() {
    return new String[] {version, date(), Took.millis(took), appliedBy, description};
  }

  Map<String, Object> item() {
    return Map.of(
        "version", version,
        "description", description,
        "applied_at", date(),
        "applied_by", appliedBy,
        "took_ms", took.toMillis());
  }

  private static boolean isKept(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select to_regclass('ops.flyway_history') is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Applied of(ResultSet row) throws SQLException {
    return new Applied(
        row.getString("version"),
        row.getString("description"),
        row.getObject("at", OffsetDateTime.class),
        Duration.ofMillis(row.getLong("execution_time")),
        row.getString("installed_by"));
  }

  private String date() {
    return at.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
