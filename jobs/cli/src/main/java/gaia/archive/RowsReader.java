package gaia.archive;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Streams what one {@code copy … to stdout} gives, a row at a time. */
public final class RowsReader {
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
    CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
    try {
      for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
        checksum.add(row);
        out.write(row);
        bytes += row.length;
      }
    } catch (OutOfMemoryError e) {
      throw Stop.because(
          Outcome.REFUSED,
          "a row of %s does not fit into %d MB of memory, it is the one after %d others"
              .formatted(table, Runtime.getRuntime().maxMemory() >> 20, checksum.rows()),
          "keep values this large outside of the database",
          e);
    }
    return checksum;
  }
}
