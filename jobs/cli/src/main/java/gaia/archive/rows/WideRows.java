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
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads the wide rows of a table as {@code copy} would, a slice of a value at a time. */
final class WideRows {
  private static final int SLICE = 8 << 20;

  // As copy does it.
  private static final String ESCAPED = "\b\f\n\r\t\u000b\\";
  private static final String ESCAPES = "bfnrtv\\";

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

  /** Made once and cut as bytes: PostgreSQL would look for each slice of a text from its begin. */
  private void value(String column, String row) throws SQLException, IOException {
    boolean isBytea = wide.isBytea(column);
    if (isBytea) {
      put("\\\\x".getBytes(UTF_8), 3);
    }
    CopyOut slices =
        copyOut(
            """
            select encode(substr(value, start, %1$d), 'hex')
            from (select %2$s as value from %3$s offset 0) v
            cross join generate_series(1, octet_length(value), %1$d) start"""
                .formatted(SLICE, wide.bytes(column), row));
    for (byte[] hex = slices.readFromCopy(); hex != null; hex = slices.readFromCopy()) {
      put(hex, isBytea ? hex.length - 1 : text(hex, hex.length - 1));
    }
  }

  /** In the place of its bytes in hexadecimal, where an escaped one has room too. */
  private static int text(byte[] hex, int length) {
    int to = 0;
    for (int from = 0; from < length; from += 2) {
      int one = HexFormat.fromHexDigit(hex[from]) << 4 | HexFormat.fromHexDigit(hex[from + 1]);
      int escaped = ESCAPED.indexOf(one);
      if (escaped >= 0) {
        hex[to++] = '\\';
        hex[to++] = (byte) ESCAPES.charAt(escaped);
      } else {
        hex[to++] = (byte) one;
      }
    }
    return to;
  }

  private void copy(String expression, String row) throws SQLException, IOException {
    CopyOut copy = copyOut("select %s from %s".formatted(expression, row));
    for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
      put(line, line.length - 1);
    }
  }

  private CopyOut copyOut(String query) throws SQLException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy (" + query + ") to stdout");
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
