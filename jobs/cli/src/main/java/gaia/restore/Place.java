package gaia.restore;

import gaia.cli.Beside;
import gaia.cli.Failure;
import gaia.cli.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * How a database is made on its server: encoding, locale and tablespace are in no backup.
 *
 * @param options of {@code create database}
 */
public record Place(String options) {
  private static final String PLAIN = " template template0";

  private static final String LIKE =
      """
      select format(' template template0 encoding %L lc_collate %L lc_ctype %L',
          pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
        || case j ->> 'datlocprovider'
          when 'i' then format(' locale_provider icu icu_locale %L', coalesce(j ->> 'datlocale', j ->> 'daticulocale'))
            || coalesce(' icu_rules ' || quote_literal(j ->> 'daticurules'), '')
          when 'b' then format(' locale_provider builtin builtin_locale %L', j ->> 'datlocale')
          else '' end
        || case when s.spcname <> 'pg_default' then format(' tablespace %I', s.spcname) else '' end
      from pg_database d
      cross join to_jsonb(d) j
      join pg_tablespace s on s.oid = d.dattablespace
      where d.datname = ?
      """;

  // A locale that the server does not know, or another kind of it than it was built with.
  private static final Set<String> UNKNOWN = Set.of("22023", "42704", "42809", "0A000", "42601");

  /**
   * As another database was made.
   *
   * @param connection to any database of its server
   * @param name where there is none of that name, the server's own way
   */
  public static Place like(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIKE)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return new Place(row.next() ? row.getString(1) : PLAIN);
      }
    }
  }

  public void make(Beside database) throws SQLException {
    database.make(options);
  }

  /** Elsewhere than it came from: where that is not possible, in that server's own way. */
  public void makeElsewhere(Run run, Beside database) throws SQLException {
    try {
      make(database);
    } catch (SQLException e) {
      if (!UNKNOWN.contains(e.getSQLState())) {
        throw e;
      }
      run.progress("in the server's own locale: " + Failure.text(e));
      database.make(PLAIN);
    }
  }
}
