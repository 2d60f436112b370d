package gaia.backup;

import gaia.archive.Crc32c;
import gaia.archive.Digests;
import gaia.archive.Draft;
import gaia.archive.Manifest.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Puts sections that are made at the same time into the file one after the other. They are kept in
 * memory until a thread of its own has written them, so that nobody who makes one waits for a disk
 * or a network; when much is kept there, whoever makes more of it does.
 */
final class Assembly implements AutoCloseable {
  private static final long KEPT = 40L << 20;

  // The section whose turn it is may always go on, or all would wait for it.
  private static final long KEPT_OF_TURN = KEPT + (8L << 20);

  private final Draft file;
  private final int count;
  private final MessageDigest digest = Digests.sha256();
  private final CRC32C sum = new CRC32C();
  private final List<Section> sections = new ArrayList<>();
  private final Map<Integer, Strand> strands = new HashMap<>();
  private final Thread writer = Thread.ofPlatform().daemon().name("file").unstarted(this::write);
  private int turn;
  private long at;
  private long kept;
  private boolean stopped;
  private @Nullable IOException trouble;

  private Assembly(Draft file, int count) {
    this.file = file;
    this.count = count;
  }

  /**
   * Begins to write.
   *
   * @param count of sections
   */
  static Assembly into(Draft file, int count) {
    Assembly assembly = new Assembly(file, count);
    assembly.writer.start();
    return assembly;
  }

  /** The section of this place; there is one of each number from 0 on. */
  OutputStream strand(int place) {
    Strand strand = new Strand(place);
    synchronized (this) {
      strands.put(place, strand);
    }
    return strand;
  }

  /** Until all before it is in the file, so that what is made of it then waits for nothing else. */
  synchronized void awaitTurn(int place) throws IOException {
    try {
      while (!stopped && turn < place) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * This one is complete.
   *
   * @param section but for where it is and how long
   */
  synchronized void end(int place, Section section) {
    Strand ended = strands.get(place);
    if (ended == null) {
      throw new IllegalStateException("no strand " + place);
    }
    ended.section = section;
    notifyAll();
  }

  /** Returns when all of it is in the file. */
  void finish() throws IOException {
    try {
      writer.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    mustBeWell();
  }

  /** What kept the file from being written, where that is so. */
  synchronized void mustBeWell() throws IOException {
    if (trouble != null) {
      throw trouble;
    }
  }

  /** Nobody waits any longer; what was begun is of no use. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized List<Section> sections() {
    return List.copyOf(sections);
  }

  synchronized long bytes() {
    return at;
  }

  synchronized String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  synchronized String crc32c() {
    return Crc32c.text(sum);
  }

  private void write() {
    try {
      for (byte[] next = next(); next != null; next = next()) {
        file.write(next, 0, next.length);
        digest.update(next, 0, next.length);
        sum.update(next, 0, next.length);
        written(next.length);
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(new IOException(e));
    }
  }

  private synchronized void fail(IOException e) {
    trouble = e;
    stop();
  }

  /** Waits for it; null when there is no more. */
  private synchronized byte @Nullable [] next() throws InterruptedException {
    while (!stopped && turn < count) {
      Strand strand = strands.get(turn);
      byte[] next = strand == null ? null : strand.waiting.poll();
      if (next != null) {
        return next;
      }
      if (strand != null && strand.section != null) {
        Section made = strand.section;
        sections.add(
            new Section(made.kind(), made.table(), at - strand.bytes, strand.bytes, made.rows()));
        strands.remove(turn++);
        notifyAll();
      } else {
        wait();
      }
    }
    return null;
  }

  private synchronized void written(int bytes) {
    at += bytes;
    kept -= bytes;
    notifyAll();
  }

  private synchronized void keep(Strand strand, byte[] bytes)
      throws IOException, InterruptedException {
    while (!stopped && kept > (strand.place == turn ? KEPT_OF_TURN : KEPT)) {
      wait();
    }
    if (stopped) {
      throw new IOException("stopped");
    }
    strand.bytes += bytes.length;
    strand.waiting.add(bytes);
    kept += bytes.length;
    if (strand.place == turn) {
      notifyAll();
    }
  }

  /** The file is closed after this, so nobody may still write to it. */
  @Override
  public void close() throws IOException {
    stop();
    try {
      writer.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }

  private final class Strand extends OutputStream {
    final int place;
    final Deque<byte[]> waiting = new ArrayDeque<>();
    long bytes;
    @Nullable Section section;

    Strand(int place) {
      this.place = place;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, from, copy, 0, length);
      try {
        keep(this, copy);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }
}
