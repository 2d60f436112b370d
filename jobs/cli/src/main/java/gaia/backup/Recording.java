package gaia.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.Manifest.Section;
import gaia.archive.Part;
import gaia.archive.rows.Checksum;
import gaia.archive.rows.ObjectSlices;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes the stretches of a file, several at the same time, each worker the next that is left. */
final class Recording {
  private static final int BATCH = 128 << 10;
  private static final byte[] END = "\\.\n".getBytes(UTF_8);

  private final Wish wish;
  private final Progress progress;
  private final List<Stretch> stretches;
  private final Connection first;
  private final Map<String, Checksum> checksums = new TreeMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong plain = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * Nothing yet.
   *
   * @param first of the snapshot
   */
  Recording(Wish wish, Progress progress, List<Stretch> stretches, Connection first) {
    this.wish = wish;
    this.progress = progress;
    this.stretches = stretches;
    this.first = first;
  }

  /**
   * Returns when all of it is in the file.
   *
   * @param connections as many as shall work at once, all of the same snapshot
   */
  void run(Assembly assembly, List<Connection> connections) throws SQLException, IOException {
    List<Thread> workers = new ArrayList<>();
    for (Connection connection : connections) {
      workers.add(Thread.ofPlatform().daemon().start(() -> work(assembly, connection)));
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(assembly, e);
    }
    // The workers were then only told to stop.
    assembly.mustBeWell();
    rethrow(failure.get());
  }

  /** Of what stood in the tables, by their names. */
  Checksum checksum(String table) {
    return checksums.getOrDefault(table, new Checksum());
  }

  /** How many sections the file has. */
  int count() {
    return stretches.size();
  }

  long rows() {
    return progress.rows();
  }

  /** Of the whole file, not compressed. */
  long plainBytes() {
    return plain.get();
  }

  private void work(Assembly assembly, Connection connection) {
    try {
      SharedRows rows = new SharedRows(connection, first);
      for (int place = next.getAndIncrement();
          place < stretches.size();
          place = next.getAndIncrement()) {
        make(assembly, place, rows);
      }
    } catch (SQLException | IOException | RuntimeException | Error e) {
      fail(assembly, e);
    }
  }

  private void make(Assembly assembly, int place, SharedRows rows)
      throws SQLException, IOException {
    Stretch stretch = stretches.get(place);
    Checksum checksum = new Checksum();
    byte[] text = stretch.text().getBytes(UTF_8);
    try (OutputStream out =
        new BufferedOutputStream(
            wish.compression().compress(assembly.strand(place), wish.level()), BATCH)) {
      out.write(text);
      String table = stretch.table();
      if (stretch.kind() == Part.ROWS && table != null) {
        checksum = rows.read(stretch, out, () -> assembly.awaitTurn(place));
        out.write(END);
        sum(table, checksum);
        progress.read(ObjectSlices.said(table), checksum.rows(), rows.bytes());
        plain.addAndGet(rows.bytes() + END.length);
      }
    }
    plain.addAndGet(text.length);
    assembly.end(place, new Section(stretch.kind(), stretch.table(), 0, 0, checksum.rows()));
  }

  private synchronized void sum(String table, Checksum checksum) {
    checksums.computeIfAbsent(table, name -> new Checksum()).add(checksum);
  }

  /** The first one tells what was wrong, those after it only that others stopped. */
  private void fail(Assembly assembly, Throwable thrown) {
    failure.compareAndSet(null, thrown);
    assembly.stop();
  }

  private static void rethrow(@Nullable Throwable failure) throws SQLException, IOException {
    switch (failure) {
      case null -> {}
      case SQLException e -> throw e;
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new UncheckedIOException(new IOException(failure));
    }
  }
}
