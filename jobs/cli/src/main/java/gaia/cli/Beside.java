package gaia.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;

/**
 * A database that a run makes beside its own for a while. Its name is of both, so that what is done
 * with one database of a server is never in the way of another, and a killed run's is found again.
 */
public final class Beside {
  // PostgreSQL cuts longer names off.
  private static final int LONGEST = 63;

  private final Run run;
  private final String name;

  private Beside(Run run, String name) {
    this.run = run;
    this.name = name;
  }

  public static Beside of(Run run, String purpose) {
    String own = purpose + "_" + run.database().name();
    if (own.getBytes(UTF_8).length > LONGEST) {
      CRC32 sum = new CRC32();
      sum.update(own.getBytes(UTF_8));
      own = purpose + "_" + Long.toHexString(sum.getValue());
    }
    return new Beside(run, own);
  }

  public Database database() {
    return run.database().named(name);
  }

  /** Empty. */
  public void make() throws SQLException {
    drop();
    execute("cloudsqlsuperuser", "create database " + quoted());
  }

  /** Also what a killed run left. */
  public void drop() throws SQLException {
    String owner;
    try (Statement statement = run.home().createStatement();
        ResultSet row =
            statement.executeQuery(
                "select quote_ident(datdba::regrole::text) from pg_database where datname = '"
                    + name.replace("'", "''")
                    + "'")) {
      if (!row.next()) {
        return;
      }
      owner = row.getString(1);
    }
    execute(owner, "drop database if exists " + quoted());
  }

  private void execute(String role, String sql) throws SQLException {
    try (Statement statement = run.home().createStatement()) {
      String before;
      try (ResultSet row = statement.executeQuery("select quote_ident(current_setting('role'))")) {
        before = row.next() ? row.getString(1) : "none";
      }
      try {
        statement.execute("set role " + role);
        statement.execute(sql);
      } finally {
        statement.execute("set role " + before);
      }
    }
  }

  private String quoted() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return name;
  }
}
