package gaia.schema;

import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A migration as Flyway's history keeps it.
 *
 * @param baseline it stands for all up to its version, which the database had without us
 * @param success false where it could not run in a transaction and stopped half-way
 */
public record Applied(
    int version,
    String description,
    int checksum,
    OffsetDateTime at,
    Duration took,
    String by,
    boolean baseline,
    boolean success) {
  private static final String ALL =
      """
      select version, description, checksum,
             installed_on at time zone 'UTC' as at, execution_time, installed_by,
             type = 'BASELINE' as baseline, success
      from ops.flyway_history
      where version is not null
      order by installed_rank
      """;

  /** In the order in which they were applied; none where there is no history yet. */
  public static List<Applied> read(Connection connection) throws SQLException {
    List<Applied> applied = new ArrayList<>();
    if (!HistoryTable.exists(connection)) {
      return applied;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ALL)) {
      while (row.next()) {
        applied.add(of(row));
      }
    }
    return applied;
  }

  /** {@code 12 job runs}. */
  public String name() {
    return version + " " + description;
  }

  boolean isOf(Script script) {
    return baseline || (checksum == script.checksum() && description.equals(script.description()));
  }

  private static int version(String written) {
    try {
      return Integer.parseInt(written.split("\\.", 2)[0]);
    } catch (NumberFormatException e) {
      throw Stop.badInput(
          "ops.flyway_history has a version that no migration can have: " + written,
          "put the row back as it was: gaia check names the migrations that are bundled");
    }
  }

  private static Applied of(ResultSet row) throws SQLException {
    return new Applied(
        version(row.getString("version")),
        row.getString("description"),
        row.getInt("checksum"),
        row.getObject("at", OffsetDateTime.class),
        Duration.ofMillis(row.getLong("execution_time")),
        row.getString("installed_by"),
        row.getBoolean("baseline"),
        row.getBoolean("success"));
  }
}
