package gaia.archive;

import gaia.archive.Manifest.Table;
import gaia.cli.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Whether a database holds row for row what a manifest says; nobody writes to it meanwhile. */
public final class Verification {
  // So that one large table is work for all.
  private static final long PIECE = 32L << 20;

  private static final String FORM =
      """
      select relkind = 'p' as partitioned,
        case relkind when 'p' then 0 else pg_relation_size(oid) / current_setting('block_size')::integer end as pages,
        case relkind when 'p' then 0 else pg_table_size(oid) end as bytes
      from pg_class
      where oid = to_regclass(?)
      """;

  private final Database database;
  private final Map<Table, Checksum> sums = new ConcurrentHashMap<>();

  private Verification(Database database) {
    this.database = database;
  }

  /** A stretch of a table. */
  private record Piece(Table table, String from, String range) {}

  /**
   * Reads all of it.
   *
   * @param jobs how many connections read at the same time
   * @return what differs, a sentence a table: {@code public.t: 3 rows where the backup has 4}
   */
  public static List<String> differing(Database database, Manifest manifest, int jobs)
      throws SQLException, IOException {
    Verification verification = new Verification(database);
    List<String> differing = new ArrayList<>();
    Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    try (Connection connection = Reading.connect(database)) {
      for (Table table : manifest.tables()) {
        List<Piece> all = pieces(connection, table);
        if (all.isEmpty()) {
          differing.add(table.name() + ": is not there");
        }
        pieces.addAll(all);
      }
    }
    Workers.run(jobs, pieces, (worker, left) -> verification.work(left));
    verification.sums.forEach(
        (table, is) -> {
          String wrong = difference(table, is);
          if (wrong != null) {
            differing.add(wrong);
          }
        });
    return differing.stream().sorted().toList();
  }

  private static @Nullable String difference(Table table, Checksum is) {
    if (is.rows() != table.rows()) {
      return "%s: %d rows where the backup has %d".formatted(table.name(), is.rows(), table.rows());
    }
    return is.toString().equals(table.checksum())
        ? null
        : "%s: other values in some of its %d rows, checksum %s where the backup has %s"
            .formatted(table.name(), table.rows(), is, table.checksum());
  }

  private static List<Piece> pieces(Connection connection, Table table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORM)) {
      statement.setString(1, table.name());
      try (ResultSet form = statement.executeQuery()) {
        if (!form.next()) {
          return List.of();
        }
        if (form.getBoolean("partitioned")) {
          return List.of(new Piece(table, table.name(), ""));
        }
        return pieces(table, form.getLong("pages"), form.getLong("bytes"));
      }
    }
  }

  private static List<Piece> pieces(Table table, long pages, long bytes) {
    long step = Math.max(1, PIECE / Math.max(1, bytes / Math.max(1, pages)));
    List<Piece> pieces = new ArrayList<>();
    for (long from = 0; from < Math.max(1, pages); from += step) {
      String range =
          (from == 0 ? "" : " and ctid >= '(%d,0)'".formatted(from))
              + (from + step >= pages ? "" : " and ctid < '(%d,0)'".formatted(from + step));
      pieces.add(new Piece(table, "only " + table.name(), range));
    }
    return pieces;
  }

  private void work(Queue<Piece> left) throws SQLException, IOException {
    try (Connection connection = Reading.connect(database)) {
      RowsReader reader = new RowsReader(connection);
      for (Piece piece = left.poll(); piece != null; piece = left.poll()) {
        Checksum is = read(connection, reader, piece);
        sums.merge(piece.table(), is, Verification::sum);
      }
    }
  }

  private static Checksum sum(Checksum first, Checksum second) {
    first.add(second);
    return first;
  }

  private static Checksum read(Connection connection, RowsReader reader, Piece piece)
      throws SQLException, IOException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Table table = piece.table();
    Wide wide = Wide.of(connection, table.name());
    Checksum checksum =
        reader.read(
            table.name(),
            Reading.copyOut(table.columns(), piece.from(), wide, piece.range()),
            nowhere);
    // Wide rows are few, and found once.
    if (wide != null && !piece.range().contains(">=")) {
      checksum.add(reader.read(piece.from(), table.columns(), wide, nowhere));
    }
    return checksum;
  }
}
