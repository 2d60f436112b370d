package gaia.backup;

import gaia.archive.rows.Checksum;
import gaia.archive.rows.RowsReader;
import gaia.archive.rows.Wide;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Reads stretches of rows over one of the connections of a snapshot. It holds the locks of a table
 * and its indexes only meanwhile, and waits for none: whoever waits to alter the table does so for
 * the snapshot's first connection, and for him one would wait for ever. That one reads in its place
 * then, which has the lock.
 */
final class SharedRows {
  private final Connection own;
  private final Connection first;
  private long bytes;

  SharedRows(Connection own, Connection first) {
    this.own = own;
    this.first = first;
  }

  /** Until which the first connection is nobody else's. */
  interface Turn {
    void await() throws IOException;
  }

  /** Of the rows that the last one gave. */
  long bytes() {
    return bytes;
  }

  Checksum read(Stretch stretch, OutputStream out, Turn turn) throws SQLException, IOException {
    Source source = stretch.source();
    if (source == null) {
      return read(own, stretch, out);
    }
    execute(own, "savepoint stretch");
    Checksum checksum;
    if (locks(source)) {
      checksum = read(own, stretch, out);
    } else {
      turn.await();
      execute(first, "savepoint stretch");
      checksum = read(first, stretch, out);
      letGo(first);
    }
    letGo(own);
    return checksum;
  }

  private boolean locks(Source source) throws SQLException {
    try {
      execute(own, "lock table only %s in access share mode nowait".formatted(source.name()));
      return true;
    } catch (SQLException e) {
      if (Snapshot.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private Checksum read(Connection connection, Stretch stretch, OutputStream out)
      throws SQLException, IOException {
    RowsReader reader = new RowsReader(connection);
    String copy = stretch.copy();
    Checksum checksum =
        copy != null
            ? reader.read(String.valueOf(stretch.table()), copy, out)
            : wide(reader, Objects.requireNonNull(stretch.source()), out);
    bytes = reader.bytes();
    return checksum;
  }

  private static Checksum wide(RowsReader reader, Source source, OutputStream out)
      throws SQLException, IOException {
    Wide wide = Objects.requireNonNull(source.wide());
    return reader.read("only " + source.name(), source.columns(), wide, out);
  }

  /** Of what was locked since the savepoint. */
  private static void letGo(Connection connection) throws SQLException {
    execute(connection, "rollback to savepoint stretch; release savepoint stretch");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
