package gaia.migrate;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.schema.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tables in a database that has no history of ours: somebody else made them. */
final class Strangers {
  private static final String FOUND =
      """
      select count(*), min(n.nspname || '.' || c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and n.nspname not in ('pg_catalog', 'information_schema', 'ops') and n.nspname !~ '^pg_'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      """;

  private Strangers() {}

  static void mustNotBe(Connection connection, Standing standing) throws SQLException {
    if (!standing.isBare()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FOUND)) {
      if (row.next() && row.getInt(1) > 0) {
        throw Stop.because(
            Outcome.REFUSED,
            "the database has no history of gaia, but %d tables and views, %s the first"
                .formatted(row.getInt(1), row.getString(2)),
            "gaia adopt takes a database over that others made; or name an empty one");
      }
    }
  }
}
