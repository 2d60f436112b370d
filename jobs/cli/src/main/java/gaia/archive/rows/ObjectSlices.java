package gaia.archive.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Large objects as the rows of a table, each a slice of one, so that they are copied, counted and
 * compared as rows are, and none need fit into memory.
 */
public final class ObjectSlices {
  /** While a backup is restored, it is a view that takes them in. */
  public static final String TABLE = "\"gaia restores\".\"large objects\"";

  public static final List<String> COLUMNS = List.of("object", "start", "bytes");

  private static final long SLICE = 256 << 10;

  // A multiple of it, or a slice would be cut where it is whole elsewhere.
  private static final long PIECE = 128 * SLICE;

  // Of one that holds next to nothing.
  private static final long OVERHEAD = 1 << 10;

  private static final long HIGHEST = (1L << 32) - 1;

  private final List<String> pieces = new ArrayList<>();
  private long first;
  private long last;
  private long together;

  private ObjectSlices() {}

  /** What a message calls a table of a manifest. */
  public static String said(String table) {
    return table.equals(TABLE) ? "large objects" : table;
  }

  /** What stands after {@code from} to read some of them each, one after the other all. */
  public static List<String> pieces(Connection connection) throws SQLException {
    ObjectSlices slices = new ObjectSlices();
    String all = "select object, size from %s order by object".formatted(objects(1, HIGHEST));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(all)) {
      while (rows.next()) {
        slices.add(rows.getLong("object"), rows.getLong("size"));
      }
    }
    slices.end();
    return slices.pieces;
  }

  /** What reads such a piece. */
  public static String copyOut(String from) {
    return Reading.copyOut(COLUMNS, from, null, "");
  }

  private void add(long object, long size) {
    if (together + size > PIECE) {
      end();
    }
    if (size > PIECE) {
      for (long from = 0; from < size; from += PIECE) {
        pieces.add(slices(object, object, from));
      }
    } else {
      first = together == 0 ? object : first;
      last = object;
      together += size + OVERHEAD;
    }
  }

  private void end() {
    if (together > 0) {
      pieces.add(slices(first, last, 0));
      together = 0;
    }
  }

  private static String slices(long first, long last, long from) {
    return """
        (select object, start, lo_get(object, start, %1$d) as bytes
        from %2$s
        cross join generate_series(%3$d::bigint, least(%4$d, greatest(size, 1)) - 1, %1$d) s (start)) slices"""
        .formatted(SLICE, objects(first, last), from, from + PIECE);
  }

  /** Closed again, or a transaction that reads many would hold as many open. */
  private static String objects(long first, long last) {
    return """
        (select object, size
        from (
          select object, opened, lo_lseek64(opened, 0, 2) as size
          from (
            select oid as object, lo_open(oid, 262144) as opened
            from pg_largeobject_metadata where oid between '%d' and '%d' offset 0) o
          offset 0) s
        where lo_close(opened) = 0) objects"""
        .formatted(first, last);
  }
}
