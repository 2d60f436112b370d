package gaia.schema;

import gaia.cli.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What each role may do, set anew from its grants file in one transaction. It runs with every
 * migrate, so that what somebody granted by hand is gone and what a rollback brought back is
 * granted again; where nothing differs it leaves the catalog untouched.
 */
public final class Grants {
  private static final Set<String> ABSENT = Set.of("42P01", "42703", "42883", "3F000");

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
    List<String> changed = alone();
    if (changed.isEmpty()) {
      connection.rollback();
    } else {
      connection.commit();
    }
    connection.setAutoCommit(true);
    return changed;
  }

  /** The roles whose rights would change. */
  public List<String> preview() throws SQLException {
    List<String> changed = alone();
    connection.rollback();
    connection.setAutoCommit(true);
    return changed;
  }

  private List<String> alone() throws SQLException {
    connection.setAutoCommit(false);
    Owner.become(connection);
    return set();
  }

  /** The same within a transaction of the owner's, which keeps them or not. */
  public List<String> set() throws SQLException {
    List<String> changed = new ArrayList<>();
    for (String role :
        texts("select rolname from pg_roles where rolname ~ '^gaia_[a-z]+$' order by 1")) {
      String file = Resources.find("grants/" + role + ".sql").orElse("");
      List<String> before = rights(role);
      grant(file);
      if (!rights(role).equals(before)) {
        changed.add(role);
      }
    }
    return changed;
  }

  private void grant(String file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!partial) {
        statement.execute(file);
        return;
      }
      List<String> schemas = texts("select nspname from pg_namespace");
      for (String grant : file.split(";\n", 0)) {
        grantIfThere(statement, Partial.within(grant, schemas));
      }
    }
  }

  private void grantIfThere(Statement statement, String grant) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      statement.execute(grant);
    } catch (SQLException e) {
      if (!ABSENT.contains(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
    }
  }

  private List<String> rights(String role) throws SQLException {
    return texts(
        """
        with held as (
          select 'table ' || oid::regclass as what, relacl as acl from pg_class
          union all
          select 'column ' || attrelid::regclass || '.' || attname, attacl from pg_attribute
          union all
          select 'function ' || oid::regprocedure, proacl from pg_proc
          union all
          select 'schema ' || oid::regnamespace, nspacl from pg_namespace
        )
        select what || ' ' || privilege_type || ' ' || is_grantable
        from held cross join aclexplode(acl)
        where grantee = '%s'::regrole
        order by 1
        """
            .formatted(role));
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
