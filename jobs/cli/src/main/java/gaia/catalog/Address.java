package gaia.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How PostgreSQL itself names an object: the catalog table, the row in it, the column of a table.
 */
record Address(long catalog, long row, int column) {
  static Address of(ResultSet row, String prefix) throws SQLException {
    return new Address(
        row.getLong(prefix + "class"), row.getLong(prefix + "oid"), row.getInt(prefix + "sub"));
  }

  boolean isNone() {
    return row == 0;
  }

  Address whole() {
    return new Address(catalog, row, 0);
  }
}
