package gaia.archive.rows;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Streams what one {@code copy … to stdout} gives, a row at a time. */
public final class RowsReader {
  private static final Pattern UNREADABLE = Pattern.compile("22.{3}|XX.{3}|58.{3}");

  private final Connection connection;
  private long bytes;

  public RowsReader(Connection connection) {
    this.connection = connection;
  }

  /** Of the rows that the last one gave. */
  public long bytes() {
    return bytes;
  }

  public Checksum read(String table, String copy, OutputStream out)
      throws SQLException, IOException {
    Checksum checksum = new Checksum();
    bytes = 0;
    Reading.enter(connection, table);
    CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
    try {
      byte[] row = rows.readFromCopy();
      while (row != null) {
        checksum.add(row);
        out.write(row);
        bytes += row.length;
        // The next one would otherwise have to fit into memory beside it.
        row = null;
        row = rows.readFromCopy();
      }
    } catch (SQLException e) {
      // Of a byte that is none or a page that is lost it does not say where.
      throw UNREADABLE.matcher(String.valueOf(e.getSQLState())).matches()
          ? new SQLException(
              "in the rows of " + ObjectSlices.said(table) + ": " + said(e), e.getSQLState(), e)
          : e;
    } catch (OutOfMemoryError e) {
      throw Stop.because(
          Outcome.REFUSED,
          "a row of %s does not fit into %d MB of memory, it is the one after %d others"
              .formatted(
                  ObjectSlices.said(table),
                  Runtime.getRuntime().maxMemory() >> 20,
                  checksum.rows()),
          "keep values this large outside of the database",
          e);
    }
    Reading.leave(connection);
    return checksum;
  }

  private static String said(SQLException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^[A-Z]+: ", "");
  }

  /**
   * Only the wide rows, which the others are read without.
   *
   * @param from the table after {@code from}, with {@code only} where that is wanted
   */
  public Checksum read(String from, List<String> columns, Wide wide, OutputStream out)
      throws SQLException, IOException {
    Checksum checksum = new Checksum();
    WideRows rows = new WideRows(connection, columns, wide, out, checksum);
    Reading.enter(connection, from.replaceFirst("^only ", ""));
    rows.read(from);
    Reading.leave(connection);
    bytes = rows.bytes();
    return checksum;
  }
}
