package gaia.restore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a database is made on its server: encoding, locale and tablespace are in no backup. */
public final class Place {
  private static final String LIKE =
      """
      select format(' template template0 encoding %L lc_collate %L lc_ctype %L',
          pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
        || case j ->> 'datlocprovider'
          when 'i' then format(' locale_provider icu icu_locale %L', coalesce(j ->> 'datlocale', j ->> 'daticulocale'))
            || coalesce(format(' icu_rules %L', j ->> 'daticurules'), '')
          when 'b' then format(' locale_provider builtin builtin_locale %L', j ->> 'datlocale')
          else '' end
        || case when s.spcname <> 'pg_default' then format(' tablespace %I', s.spcname) else '' end
      from pg_database d
      cross join to_jsonb(d) j
      join pg_tablespace s on s.oid = d.dattablespace
      where d.datname = ?
      """;

  private Place() {}

  /**
   * As another database was made.
   *
   * @return options of {@code create database}; where there is none of that name, the server's own
   */
  static String like(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIKE)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : " template template0";
      }
    }
  }
}
