package gaia.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Flyway's table as Flyway makes it, for those who write into it without Flyway. */
public final class HistoryTable {
  public static final String CREATE =
      """
      create table if not exists ops.flyway_history (
        installed_rank integer not null,
        version varchar(50),
        description varchar(200) not null,
        type varchar(20) not null,
        script varchar(1000) not null,
        checksum integer,
        installed_by varchar(100) not null,
        installed_on timestamp not null default now(),
        execution_time integer not null,
        success boolean not null,
        constraint flyway_history_pk primary key (installed_rank)
      );
      create index if not exists flyway_history_s_idx on ops.flyway_history (success);
      """;

  private HistoryTable() {}

  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
  }

  static boolean exists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            // By the catalog: somebody else's schema of this name may be closed to us.
            statement.executeQuery(
                """
                select exists (
                  select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname = 'ops' and c.relname = 'flyway_history')
                """)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
