package gaia.archive.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads the wide rows of a table as {@code copy} would, a slice of a value at a time. */
final class WideRows {
  private static final long SLICE = 8L << 20;

  /** PostgreSQL takes no longer line. */
  private static final long LINE = (1L << 30) - 1;

  private final Connection connection;
  private final List<String> columns;
  private final Wide wide;
  private final OutputStream out;
  private final Checksum checksum;
  private long bytes;

  WideRows(
      Connection connection, List<String> columns, Wide wide, OutputStream out, Checksum checksum) {
    this.connection = connection;
    this.columns = columns;
    this.wide = wide;
    this.out = out;
    this.checksum = checksum;
  }

  long bytes() {
    return bytes;
  }

  /**
   * All of them.
   *
   * @param from the table after {@code from}, with {@code only} where that is wanted
   */
  void read(String from) throws SQLException, IOException {
    for (List<String> found :
        rows("tableoid::regclass, ctid", from + " where " + wide.condition())) {
      String row = "only %s where ctid = '%s'::tid".formatted(found.getFirst(), found.getLast());
      long before = bytes;
      line(row);
      if (bytes - before > LINE) {
        throw Stop.because(
            Outcome.REFUSED,
            "a row of %s is %,d bytes as text, its ctid is %s"
                .formatted(found.getFirst(), bytes - before, found.getLast()),
            "PostgreSQL reads no line longer than 1 GB, so nobody could restore it: cut the value");
      }
    }
  }

  private void line(String row) throws SQLException, IOException {
    List<String> isLong =
        rows(columns.stream().map(wide::isLong).collect(joining(", ")), row).getFirst();
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        put("\t".getBytes(UTF_8), 1);
      }
      if (isLong.get(i).equals("t")) {
        value(columns.get(i), row);
      } else {
        copy(columns.get(i), row);
      }
    }
    put("\n".getBytes(UTF_8), 1);
    checksum.end();
  }

  private void value(String column, String row) throws SQLException, IOException {
    byte[] prefix = wide.prefix(column).getBytes(UTF_8);
    put(prefix, prefix.length);
    long at = 1;
    while (copy(wide.slice(column, at, SLICE), row) > 0) {
      at += SLICE;
    }
  }

  /** Escaped as {@code copy} does it, which goes by characters, so slices are as good as all. */
  private long copy(String expression, String row) throws SQLException, IOException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (select %s from %s) to stdout".formatted(expression, row));
    long length = 0;
    for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
      length += line.length - 1;
      put(line, line.length - 1);
    }
    return length;
  }

  private void put(byte[] piece, int length) throws IOException {
    checksum.add(piece, length);
    out.write(piece, 0, length);
    bytes += length;
  }

  private List<List<String>> rows(String expressions, String from) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select " + expressions + " from " + from)) {
      int width = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
