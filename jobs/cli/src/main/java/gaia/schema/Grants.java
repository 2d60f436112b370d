package gaia.schema;

import gaia.cli.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What each role may do, set anew from its grants file in one transaction. It runs with every
 * migrate, so that what somebody granted by hand is gone and what a rollback brought back is
 * granted again; where nothing differs it leaves the catalog untouched.
 */
public final class Grants {
  private final Connection connection;
  private final boolean partial;

  /**
   * @param partial the schema is older than the grants, which then name what is not there yet
   */
  public Grants(Connection connection, boolean partial) {
    this.connection = connection;
    this.partial = partial;
  }

  /** The roles whose rights changed. */
  public List<String> apply() throws SQLException {
    return alone(true);
  }

  /** The roles whose rights would change. */
  public List<String> preview() throws SQLException {
    return alone(false);
  }

  private List<String> alone(boolean keep) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Owner.become(connection);
      List<String> changed = set();
      if (keep && !changed.isEmpty()) {
        connection.commit();
      }
      return changed;
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** The same within a transaction of the owner's, which keeps them or not. */
  public List<String> set() throws SQLException {
    List<String> roles =
        texts("select rolname from pg_roles where rolname ~ '^gaia_[a-z]+$' order by 1");
    Set<String> before = rights();
    List<String> files =
        roles.stream().flatMap(role -> Resources.find("grants/" + role + ".sql").stream()).toList();
    try (Statement statement = connection.createStatement()) {
      statement.execute(Rights.text(files, !partial));
    }
    Set<String> after = rights();
    Set<String> moved = new HashSet<>(before);
    moved.removeAll(after);
    after.removeAll(before);
    moved.addAll(after);
    return roles.stream()
        .filter(role -> moved.stream().anyMatch(right -> right.startsWith(role + " ")))
        .toList();
  }

  /**
   * Of all our roles at once, each right after the name of who holds it. The owner's own rights are
   * left aside: they stand there only once somebody else's were granted or revoked.
   */
  private Set<String> rights() throws SQLException {
    return new HashSet<>(
        texts(
            """
            with held as (
              select 'table ' || oid as what, relacl as acl from pg_class where relacl is not null
              union all
              select 'column ' || attrelid || '.' || attname, attacl
              from pg_attribute where attacl is not null
              union all
              select 'function ' || oid, proacl from pg_proc where proacl is not null
              union all
              select 'schema ' || oid, nspacl from pg_namespace where nspacl is not null
            )
            select r.rolname || ' ' || what || ' ' || privilege_type || ' ' || is_grantable
            from held cross join aclexplode(acl) join pg_roles r on r.oid = grantee
            where r.rolname ~ '^gaia_[a-z]+$' and r.rolname <> 'gaia_owner'
            """));
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
