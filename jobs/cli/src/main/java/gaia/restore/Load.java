package gaia.restore;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Part;
import gaia.archive.Sections;
import gaia.archive.Store;
import gaia.archive.Workers;
import gaia.archive.rows.Reading;
import gaia.archive.rows.Verification;
import gaia.catalog.Catalog;
import gaia.cli.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Brings all of a backup into an empty database and reads it back: the tables, then over several
 * connections each table's rows, keys and indexes, then rights. Not all at once; nobody may use the
 * database before this has ended.
 */
public final class Load {
  // A commit need not be on the disk before the last one; a killed run's statement ends soon.
  private static final String SETTINGS =
      "set synchronous_commit = off; set client_connection_check_interval = '1s'";

  private static final String MAY_CONNECT =
      """
      select pg_catalog.has_database_privilege(session_user, pg_catalog.current_database(), 'connect') as may,
        pg_catalog.quote_ident(session_user) as login, pg_catalog.quote_ident(pg_catalog.current_database()) as database
      """;

  private final Database database;
  private final Store store;
  private final Manifest manifest;
  private final Progress progress;
  private final Schedule schedule;
  private final Verification verification;
  private final Map<String, LongAdder> times = new ConcurrentHashMap<>();
  private volatile @Nullable Catalog catalog;
  private volatile String server = "";

  public Load(Database database, Store store, Manifest manifest, Progress progress) {
    this.database = database;
    this.store = store;
    this.manifest = manifest;
    this.progress = progress;
    schedule = new Schedule(manifest);
    verification = new Verification(manifest);
  }

  /**
   * What it has become.
   *
   * @param jobs how many work at the same time, each over two connections
   */
  public Verdict run(int jobs) throws SQLException, IOException {
    try (Connection first = connect()) {
      scripts(first, Part.ROLES);
      scripts(first, Part.BEFORE);
      // Whoever the roles' part has become.
      String owner = asked(first, "pg_catalog.quote_ident(current_user)");
      int workers = Math.max(1, Math.min(jobs, manifest.sections().size()));
      schedule.expect(workers);
      Workers.run(workers, worker -> work(worker == 0 ? first : null, owner), schedule::stop);
    }
    return Verdict.of(Objects.requireNonNull(catalog), server, manifest, verification.differing());
  }

  /** Milliseconds of all who worked, by what they did. */
  public Map<String, Long> times() {
    Map<String, Long> all = new TreeMap<>();
    times.forEach((what, nanos) -> all.put(what, nanos.sum() / 1_000_000));
    return all;
  }

  private void work(@Nullable Connection first, String owner) throws SQLException, IOException {
    try (Connection reading = Reading.connect(database);
        Connection own = first == null ? connect() : null) {
      schedule.join();
      Connection making = own == null ? Objects.requireNonNull(first) : own;
      execute(making, "set role " + owner);
      Reading.setUsualPath(reading, asked(making, "pg_catalog.current_setting('search_path')"));
      CopyRows rows = new CopyRows(store, manifest, progress);
      for (Task task = schedule.take(); task != null; task = schedule.take()) {
        long begun = System.nanoTime();
        switch (task) {
          case Task.Rows copied -> rows.copy(making, copied.section());
          case Task.Keys keys -> keys(making, reading, keys);
          case Task.Index index -> script(making, index.section());
          case Task.Finish last -> finish(making, owner);
          case Task.Check check -> progress.readBack(verification.read(reading, check.piece()));
        }
        times.computeIfAbsent(task.word(), word -> new LongAdder()).add(System.nanoTime() - begun);
        schedule.done(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void keys(Connection making, Connection reading, Task.Keys keys)
      throws SQLException, IOException {
    for (Section section : keys.sections()) {
      script(making, section);
    }
    schedule.check(verification.pieces(reading, keys.table()));
  }

  private void finish(Connection connection, String owner) throws SQLException, IOException {
    scripts(connection, Part.AFTER);
    execute(connection, "reset role");
    String lent = lendConnect(connection, owner);
    try (Connection fresh = database.connect()) {
      if (lent != null) {
        execute(fresh, lent);
      }
      server = fresh.getMetaData().getDatabaseProductVersion();
      catalog = Catalog.read(fresh);
    }
    // The first who ask would otherwise get plans for empty tables. What autovacuum is at it does
    // itself.
    execute(connection, "analyze (skip_locked)");
  }

  /**
   * From here on only those may connect who might before, and who restores may be none of them.
   *
   * @return what takes it back; null where nothing was to be lent
   */
  private static @Nullable String lendConnect(Connection connection, String owner)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MAY_CONNECT)) {
      row.next();
      if (row.getBoolean("may")) {
        return null;
      }
      String who = "%s on database %s %s " + row.getString("login");
      String name = row.getString("database");
      String as = "set role " + owner + "; %s; reset role";
      execute(connection, as.formatted(who.formatted("grant connect", name, "to")));
      return as.formatted(who.formatted("revoke connect", name, "from"));
    }
  }

  private Connection connect() throws SQLException, IOException {
    Connection connection = database.connectForScripts();
    try {
      execute(connection, SETTINGS);
      scripts(connection, Part.SETTINGS);
      return connection;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void scripts(Connection connection, Part part) throws SQLException, IOException {
    for (Section section : manifest.sections()) {
      if (section.kind() == part) {
        script(connection, section);
      }
    }
  }

  private void script(Connection connection, Section section) throws SQLException, IOException {
    run(connection, Sections.text(store, manifest, section));
  }

  private static String asked(Connection connection, String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + expression)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What could not be done as it was, PostgreSQL says in a warning. */
  private void run(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(script);
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        progress.note("warning    " + each.getMessage());
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
