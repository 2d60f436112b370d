package gaia.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Sections;
import gaia.archive.Store;
import gaia.archive.rows.Reading;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Brings sections of rows into their tables, one after the other. */
final class CopyRows {
  private static final int BLOCK = 128 << 10;
  private static final byte[] END = "\\.\n".getBytes(UTF_8);

  private final Store store;
  private final Manifest manifest;
  private final Progress progress;
  private final byte[] block = new byte[BLOCK];

  CopyRows(Store store, Manifest manifest, Progress progress) {
    this.store = store;
    this.manifest = manifest;
    this.progress = progress;
  }

  void copy(Connection connection, Section section) throws SQLException, IOException {
    try {
      all(connection, section);
    } catch (EOFException e) {
      throw Stop.badInput(
          Sections.words(section) + " in " + manifest.file() + " are not what its manifest says",
          "the file was changed since it was checked: try again, or take another backup");
    }
  }

  private void all(Connection connection, Section section) throws SQLException, IOException {
    String sql = Reading.copyIn(String.valueOf(section.table()), columns(section));
    try (InputStream in = Sections.open(store, manifest, section)) {
      byte[] said = (sql + ";\n").getBytes(UTF_8);
      if (!Arrays.equals(in.readNBytes(said.length), said)) {
        throw new EOFException();
      }
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        pour(in, copy);
        long rows = copy.endCopy();
        progress.loaded(0, rows);
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
  private void pour(InputStream in, CopyIn copy) throws SQLException, IOException {
    int kept = 0;
    for (int read = in.readNBytes(block, 0, BLOCK);
        read > 0;
        read = in.readNBytes(block, kept, BLOCK - kept)) {
      int there = kept + read;
      kept = Math.min(END.length, there);
      copy.writeToCopy(block, 0, there - kept);
      System.arraycopy(block, there - kept, block, 0, kept);
      progress.loaded(read, 0);
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
}
