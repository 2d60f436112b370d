package gaia.backup;

import gaia.archive.Digests;
import gaia.archive.Draft;
import gaia.archive.Manifest.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts sections that are made at the same time into the file one after the other. A section whose
 * turn has not come is kept in memory; when much is kept there, whoever makes more of it waits.
 */
final class Assembly {
  private static final long KEPT = 48L << 20;

  private final Draft file;
  private final MessageDigest digest = Digests.sha256();
  private final List<Section> sections = new ArrayList<>();
  private final Map<Integer, Strand> strands = new HashMap<>();
  private int turn;
  private long at;
  private long kept;
  private boolean stopped;

  Assembly(Draft file) {
    this.file = file;
  }

  /** The section of this place; there is one of each number from 0 on. */
  OutputStream strand(int place) {
    Strand strand = new Strand(place);
    synchronized (this) {
      strands.put(place, strand);
    }
    return strand;
  }

  /**
   * This one is complete.
   *
   * @param section but for where it is and how long
   */
  synchronized void end(int place, Section section) throws IOException {
    Strand ended = strand(strands, place);
    ended.section = section;
    for (Strand next = ended; next != null && next.place == turn; next = strands.get(turn)) {
      next.keptToFile();
      if (next.section == null) {
        break;
      }
      Section made = next.section;
      sections.add(
          new Section(made.kind(), made.table(), at - next.bytes, next.bytes, made.rows()));
      strands.remove(turn++);
    }
    notifyAll();
  }

  private static Strand strand(Map<Integer, Strand> strands, int place) {
    Strand strand = strands.get(place);
    if (strand == null) {
      throw new IllegalStateException("no strand " + place);
    }
    return strand;
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

  private synchronized void write(Strand strand, byte[] bytes, int from, int length)
      throws IOException {
    while (!stopped && strand.place != turn && kept > KEPT) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
    }
    if (stopped) {
      throw new IOException("stopped");
    }
    strand.bytes += length;
    if (strand.place == turn) {
      strand.keptToFile();
      put(bytes, from, length);
    } else {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, from, copy, 0, length);
      strand.waiting.add(copy);
      kept += length;
    }
  }

  private void put(byte[] bytes, int from, int length) throws IOException {
    file.write(bytes, from, length);
    digest.update(bytes, from, length);
    at += length;
  }

  private final class Strand extends OutputStream {
    final int place;
    final List<byte[]> waiting = new ArrayList<>();
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
      Assembly.this.write(this, bytes, from, length);
    }

    /** Its turn has come. */
    private void keptToFile() throws IOException {
      for (byte[] each : waiting) {
        put(each, 0, each.length);
        kept -= each.length;
      }
      waiting.clear();
    }
  }
}
