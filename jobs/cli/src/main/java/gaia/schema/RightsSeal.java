package gaia.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * A number for all that our roles may do and the files that say so. Each migrate leaves it in the
 * ledger, so that the next one need not grant everything once more to find that nothing differs.
 */
public final class RightsSeal {
  private static final String NUMBER =
      """
      with ours as (
        select oid, rolname from pg_roles where rolname ~ '^gaia_[a-z]+$'
      ), held as (
        select 't' || oid as what, relacl as acl from pg_class where relacl is not null
        union all
        select 'c' || attrelid || '.' || attnum, attacl from pg_attribute where attacl is not null
        union all
        select 'f' || oid, proacl from pg_proc where proacl is not null
        union all
        select 'n' || oid, nspacl from pg_namespace where nspacl is not null
      )
      select hashtextextended(
        ? || coalesce(string_agg(concat_ws(' ', what, privilege_type, is_grantable, rolname), ','
                      order by what, rolname, privilege_type), ''), 0) & 281474976710655
      from held cross join aclexplode(acl) join ours on ours.oid = grantee
      """;

  private static final String LAST =
      """
      select (numbers ->> 'rights')::bigint
      from ops.job_runs
      where name = 'migrate' and outcome in ('done', 'nothing') and not dry_run
      order by finished_at desc
      limit 1
      """;

  private RightsSeal() {}

  /**
   * As they are now.
   *
   * @param partial the schema is older than the grants
   */
  public static long now(Connection connection, boolean partial) throws SQLException {
    String files =
        Records.sha256(Folder.read("classpath:gaia/schema/grants") + (partial ? "partial" : ""));
    try (PreparedStatement statement = connection.prepareStatement(NUMBER)) {
      statement.setString(1, files);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** As the last migrate left them; empty where there is no ledger yet. */
  public static OptionalLong last(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getString(1) != null
          ? OptionalLong.of(row.getLong(1))
          : OptionalLong.empty();
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }
}
