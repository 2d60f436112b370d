package gaia.archive.rows;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Manifest manifest;
  private final Map<String, Checksum> sums = new ConcurrentHashMap<>();

  public Verification(Manifest manifest) {
    this.manifest = manifest;
  }

  /** A stretch of a table. */
  public record Piece(Table table, String from, String range, @Nullable Wide wide) {}

  /** Once all are read, what differs, a sentence a table: {@code t: 3 rows where … has 4}. */
  public List<String> differing() {
    return manifest.tables().stream()
        .map(table -> difference(table, sums.get(table.name())))
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }

  private static @Nullable String difference(Table table, @Nullable Checksum is) {
    String name = ObjectSlices.said(table.name());
    if (is == null) {
      return name + ": is not there";
    }
    if (is.rows() != table.rows()) {
      return "%s: %d rows where the backup has %d".formatted(name, is.rows(), table.rows());
    }
    return is.toString().equals(table.checksum())
        ? null
        : "%s: other values in some of its %d rows, checksum %s where the backup has %s"
            .formatted(name, table.rows(), is, table.checksum());
  }

  /**
   * All of a table; none where it is not there.
   *
   * @param connection from {@link Reading#connect}
   */
  public List<Piece> pieces(Connection connection, String name) throws SQLException {
    Table table =
        manifest.tables().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    if (name.equals(ObjectSlices.TABLE)) {
      return ObjectSlices.pieces(connection).stream()
          .map(from -> new Piece(table, from, "", null))
          .toList();
    }
    try (PreparedStatement statement = connection.prepareStatement(FORM)) {
      statement.setString(1, name);
      try (ResultSet form = statement.executeQuery()) {
        if (!form.next()) {
          return List.of();
        }
        Wide wide = Wide.of(connection, name);
        if (form.getBoolean("partitioned")) {
          return List.of(new Piece(table, name, "", wide));
        }
        return pieces(table, form.getLong("pages"), form.getLong("bytes"), wide);
      }
    }
  }

  private static List<Piece> pieces(Table table, long pages, long bytes, @Nullable Wide wide) {
    long step = Math.max(1, PIECE / Math.max(1, bytes / Math.max(1, pages)));
    List<Piece> pieces = new ArrayList<>();
    for (long from = 0; from < Math.max(1, pages); from += step) {
      String range =
          (from == 0 ? "" : " and ctid >= '(%d,0)'".formatted(from))
              + (from + step >= pages ? "" : " and ctid < '(%d,0)'".formatted(from + step));
      pieces.add(new Piece(table, "only " + table.name(), range, wide));
    }
    return pieces;
  }

  /**
   * Reads it; several may at the same time, each over a connection of its own.
   *
   * @return how many bytes it is as text
   */
  public long read(Connection connection, Piece piece) throws SQLException, IOException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    RowsReader reader = new RowsReader(connection);
    Table table = piece.table();
    Wide wide = piece.wide();
    Checksum checksum =
        reader.read(
            table.name(),
            Reading.copyOut(table.columns(), piece.from(), wide, piece.range()),
            nowhere);
    long bytes = reader.bytes();
    // Wide rows are few, and found once.
    if (wide != null && !piece.range().contains(">=")) {
      checksum.add(reader.read(piece.from(), table.columns(), wide, nowhere));
      bytes += reader.bytes();
    }
    sums.merge(table.name(), checksum, Checksum::plus);
    return bytes;
  }
}
