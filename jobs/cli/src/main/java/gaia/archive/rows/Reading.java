package gaia.archive.rows;

import gaia.catalog.form.Sql;
import gaia.cli.Database;
import gaia.cli.Owner;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

  /** What the database's own functions count on, where this reads without any path. */
  public static final String USUAL_PATH = "pg_catalog.current_setting('gaia.usual_path')";

  private static final String USUAL =
      """
      select set_config('gaia.usual_path', coalesce((
        select substr(setting, strpos(setting, '=') + 1)
        from pg_db_role_setting s
        join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
        cross join unnest(s.setconfig) setting
        where s.setrole = 0 and setting like 'search_path=%'), 'public'), false)
      """;

  // Whatever is planned on a table, PostgreSQL reads the functions of its indexes for it, under
  // this path; only of what names objects does the text depend on it, too. Large objects are read
  // as a table that is none.
  private static final String PATH =
      """
      set search_path = '';
      with recursive types (oid) as (
        select atttypid from pg_attribute where attrelid = to_regclass({table}) and attnum > 0 and not attisdropped
        union
        select part from types join pg_type t using (oid) cross join lateral (
          values (t.typelem), (t.typbasetype)
          union all select rngsubtype from pg_range where t.oid in (rngtypid, rngmultitypid)
          union all select atttypid from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped) p (part)
      )
      select set_config('search_path', 'pg_catalog, ' || current_setting('gaia.usual_path'), false)
      where not exists (
        select from types where oid in ('regclass'::regtype, 'regcollation'::regtype, 'regconfig'::regtype,
          'regdictionary'::regtype, 'regoper'::regtype, 'regoperator'::regtype, 'regproc'::regtype,
          'regprocedure'::regtype, 'regtype'::regtype))
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
      statement.execute(USUAL);
      statement.execute("select pg_advisory_lock_shared(hashtextextended('gaia reading', 0))");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Where the database itself is not set yet as it shall be. */
  public static void setUsualPath(Connection connection, String path) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_catalog.set_config('gaia.usual_path', ?, false)")) {
      statement.setString(1, path);
      statement.execute();
    }
  }

  /** Until {@link #leave}, the path under which a table can be read. */
  static void enter(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PATH.replace("{table}", Sql.literal(table)));
    }
  }

  static void leave(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path = ''");
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
