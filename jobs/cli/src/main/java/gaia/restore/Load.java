package gaia.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Part;
import gaia.archive.Reading;
import gaia.archive.Sections;
import gaia.archive.Store;
import gaia.archive.Verification;
import gaia.archive.Workers;
import gaia.cli.Database;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Brings all of a backup into an empty database: the tables, then their rows over several
 * connections, then keys, indexes and rights. Not all at once; nobody may use the database before
 * this has ended.
 */
public final class Load {
  private static final int BLOCK = 128 << 10;
  private static final byte[] END = "\\.\n".getBytes(UTF_8);

  // A commit need not be on the disk before the last one; a killed run's statement ends soon.
  private static final String SETTINGS =
      "set synchronous_commit = off; set client_connection_check_interval = '1s'";

  private static final String MAY_CONNECT =
      """
      select has_database_privilege(session_user, current_database(), 'connect') as may,
        quote_ident(session_user) as login, quote_ident(current_database()) as database
      """;

  private final Database database;
  private final Store store;
  private final Manifest manifest;
  private final Progress progress;
  private @Nullable String lent;

  public Load(Database database, Store store, Manifest manifest, Progress progress) {
    this.database = database;
    this.store = store;
    this.manifest = manifest;
    this.progress = progress;
  }

  public void run(int jobs) throws SQLException, IOException {
    try (Connection first = connect()) {
      scripts(first, Part.ROLES);
      scripts(first, Part.BEFORE);
      String owner = owner(first);
      rows(first, owner, jobs);
      scripts(first, Part.AFTER);
      execute(first, "reset role");
      // The first who ask would otherwise get plans for empty tables.
      execute(first, "analyze");
      lent = lendConnect(first, owner);
    }
  }

  /** What it has become; reads all of it. */
  public Verdict verdict(int jobs) throws SQLException, IOException {
    List<String> differing = new ArrayList<>(Verification.differing(database, manifest, jobs));
    try (Connection connection = database.connect()) {
      if (lent != null) {
        execute(connection, lent);
      }
      return Verdict.of(connection, manifest, differing);
    }
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
        run(connection, Sections.text(store, manifest, section));
      }
    }
  }

  /** Whoever {@link Part#ROLES} has become. */
  private static String owner(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select quote_ident(current_user)")) {
      row.next();
      return row.getString(1);
    }
  }

  private void rows(Connection first, String owner, int jobs) throws SQLException, IOException {
    List<Section> rows =
        manifest.sections().stream().filter(section -> section.kind() == Part.ROWS).toList();
    int most = Math.max(1, Math.min(jobs, rows.size()));
    Workers.run(
        most,
        new ConcurrentLinkedQueue<>(rows),
        (worker, left) -> {
          if (worker == 0) {
            copy(first, left);
            return;
          }
          try (Connection another = connect()) {
            execute(another, "set role " + owner);
            copy(another, left);
          }
        });
  }

  private void copy(Connection connection, Queue<Section> left) throws SQLException, IOException {
    byte[] block = new byte[BLOCK];
    for (Section next = left.poll(); next != null; next = left.poll()) {
      try {
        copy(connection, next, block);
      } catch (EOFException e) {
        throw Stop.badInput(
            Sections.words(next) + " in " + manifest.file() + " are not what its manifest says",
            "the file was changed since it was checked: try again, or take another backup");
      }
    }
  }

  private void copy(Connection connection, Section section, byte[] block)
      throws SQLException, IOException {
    String sql = Reading.copyIn(String.valueOf(section.table()), columns(section));
    try (InputStream in = Sections.open(store, manifest, section)) {
      byte[] said = (sql + ";\n").getBytes(UTF_8);
      if (!Arrays.equals(in.readNBytes(said.length), said)) {
        throw new EOFException();
      }
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        pour(in, copy, block);
        long rows = copy.endCopy();
        progress.more(0, rows);
        if (rows != section.rows()) {
          throw Stop.because(
              Outcome.FAILED,
              "%d of %d rows came into %s".formatted(rows, section.rows(), section.table()),
              "restore it into a server of the same version");
        }
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    }
  }

  /** All but the end, which is psql's. */
  private void pour(InputStream in, CopyIn copy, byte[] block) throws SQLException, IOException {
    int kept = 0;
    for (int read = in.readNBytes(block, 0, BLOCK);
        read > 0;
        read = in.readNBytes(block, kept, BLOCK - kept)) {
      int there = kept + read;
      kept = Math.min(END.length, there);
      copy.writeToCopy(block, 0, there - kept);
      System.arraycopy(block, there - kept, block, 0, kept);
      progress.more(read, 0);
    }
    if (kept != END.length || !Arrays.equals(block, 0, kept, END, 0, kept)) {
      throw new EOFException();
    }
  }

  private List<String> columns(Section section) {
    return manifest.tables().stream()
        .filter(table -> table.name().equals(section.table()))
        .findFirst()
        .orElseThrow()
        .columns();
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
