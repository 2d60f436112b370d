package gaia.archive.rows;

import gaia.cli.Database;
import gaia.cli.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows are read, so that the same row is the same text on whatever server it lies. */
public final class Reading {
  /** What texts depend on; a reader that would be shown only some of the rows gets an error. */
  public static final String SETTINGS =
      """
      set search_path = '';
      set timezone = 'UTC';
      set datestyle = 'ISO, YMD';
      set intervalstyle = 'postgres';
      set bytea_output = 'hex';
      set extra_float_digits = 3;
      set lc_monetary = 'C';
      set xmloption = 'content';
      set standard_conforming_strings = on;
      set quote_all_identifiers = off;
      set row_security = off;
      set statement_timeout = 0;
      set lock_timeout = '60s';
      set idle_in_transaction_session_timeout = 0;
      set max_parallel_workers_per_gather = 0;
      """;

  private Reading() {}

  // Somebody else's database is read as the login, unless that may only become its owner; ours too
  // by a login that may not become it, and has to have been granted all there is.
  private static final String READER =
      """
      select pg_catalog.quote_ident(r.rolname) as owner
      from pg_database d join pg_roles r on r.oid = d.datdba
      where d.datname = current_database()
        and pg_has_role(session_user, r.oid,
          case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end)
        and (r.rolname = '%s' or not pg_has_role(session_user, r.oid, 'usage'))
      """
          .formatted(Owner.ROLE);

  /**
   * As the owner where that is ours and the login may; who holds an advisory lock is spared by gaia
   * prune.
   */
  public static Connection connect(Database database) throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      String reader = null;
      try (ResultSet row = statement.executeQuery(READER)) {
        if (row.next()) {
          reader = row.getString("owner");
        }
      }
      if (reader != null) {
        statement.execute("set role " + reader);
      }
      statement.execute(SETTINGS);
      statement.execute("select pg_advisory_lock_shared(hashtextextended('gaia reading', 0))");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * The rows of a table, as {@link Checksum} wants them, but for the wide ones.
   *
   * @param from the table after {@code from}, with {@code only} where that is wanted
   * @param wide null where no row of it can be wide
   * @param range which of them, beginning with {@code and}; empty for all
   */
  static String copyOut(List<String> columns, String from, @Nullable Wide wide, String range) {
    return "copy (select %s from %s where %s%s) to stdout"
        .formatted(
            String.join(", ", columns),
            from,
            wide == null ? "true" : "not " + wide.condition(),
            range);
  }

  /** What takes them back in. */
  public static String copyIn(String table, List<String> columns) {
    return "copy "
        + table
        + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")")
        + " from stdin";
  }
}
