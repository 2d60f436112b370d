package gaia.archive;

import gaia.archive.Manifest.Table;
import gaia.cli.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Whether a database holds row for row what a manifest says; nobody writes to it meanwhile. */
public final class Verification {
  private Verification() {}

  /**
   * Reads all of it.
   *
   * @param jobs how many tables are read at the same time
   * @return what differs, a sentence a table: {@code public.t: 3 rows where the backup has 4}
   */
  public static List<String> differing(Database database, Manifest manifest, int jobs)
      throws SQLException, IOException {
    Queue<Table> left = new ConcurrentLinkedQueue<>(manifest.tables());
    Queue<String> differing = new ConcurrentLinkedQueue<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        all.add(
            workers.submit(
                () -> {
                  work(database, left, differing);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        await(each);
      }
    }
    return differing.stream().sorted().toList();
  }

  private static void work(Database database, Queue<Table> left, Queue<String> differing)
      throws SQLException, IOException {
    try (Connection connection = Reading.connect(database)) {
      RowsReader reader = new RowsReader(connection);
      Set<String> partitioned = partitioned(connection);
      for (Table table = left.poll(); table != null; table = left.poll()) {
        String from = (partitioned.contains(table.name()) ? "" : "only ") + table.name();
        Checksum is = read(connection, reader, table, from);
        if (is.rows() != table.rows()) {
          differing.add(
              "%s: %d rows where the backup has %d"
                  .formatted(table.name(), is.rows(), table.rows()));
        } else if (!is.toString().equals(table.checksum())) {
          differing.add(
              "%s: other values in some of its %d rows, checksum %s where the backup has %s"
                  .formatted(table.name(), table.rows(), is, table.checksum()));
        }
      }
    }
  }

  private static Checksum read(Connection connection, RowsReader reader, Table table, String from)
      throws SQLException, IOException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Wide wide = Wide.of(connection, table.name());
    Checksum checksum =
        reader.read(table.name(), Reading.copyOut(table.columns(), from, wide), nowhere);
    if (wide != null) {
      checksum.add(reader.read(from, table.columns(), wide, nowhere));
    }
    return checksum;
  }

  private static Set<String> partitioned(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select oid::regclass::text from pg_class where relkind = 'p'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void await(Future<?> future) throws SQLException, IOException {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static IOException rethrown(@Nullable Throwable cause) throws SQLException, IOException {
    if (cause instanceof SQLException refusal) {
      throw refusal;
    }
    if (cause instanceof RuntimeException fault) {
      throw fault;
    }
    return cause instanceof IOException lost ? lost : new IOException(cause);
  }
}
