package gaia.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Part;
import gaia.archive.Reading;
import gaia.archive.Sections;
import gaia.archive.Store;
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
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  private final Database database;
  private final Store store;
  private final Manifest manifest;
  private final Progress progress;

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
      rows(first, owner(first), jobs);
      scripts(first, Part.AFTER);
      // The first who ask would otherwise get plans for empty tables.
      execute(first, "reset role");
      execute(first, "analyze");
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
        execute(connection, Sections.text(store, manifest, section));
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

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
