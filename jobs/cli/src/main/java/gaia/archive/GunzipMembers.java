package gaia.archive;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Expands gzip members as {@link GzipMembers} makes them. What others have made, or somebody has
 * damaged, it leaves to the JDK from there on, which knows how to say what is wrong. For one
 * thread.
 */
final class GunzipMembers extends InputStream {
  /** One that became larger than it was still fits. */
  private static final int ROOM = 2 * GzipMembers.MEMBER;

  private final InputStream in;
  private final Libdeflate.Expander expander;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment packed = arena.allocate(ROOM);
  private final MemorySegment plain = arena.allocate(GzipMembers.MEMBER);
  private final byte[] block = new byte[ROOM];
  private int filled;
  private int at;
  private int made;
  private boolean closed;
  private @Nullable InputStream other;

  GunzipMembers(InputStream in, Libdeflate.Expander expander) {
    this.in = in;
    this.expander = expander;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (other == null && at == made) {
      if (!fill()) {
        return -1;
      }
      next();
    }
    if (other != null) {
      return other.read(bytes, from, length);
    }
    int read = Math.min(length, made - at);
    MemorySegment.copy(plain, JAVA_BYTE, at, bytes, from, read);
    at += read;
    return read;
  }

  /** Whether there is anything. */
  private boolean fill() throws IOException {
    int read = in.readNBytes(block, 0, ROOM - filled);
    MemorySegment.copy(block, 0, packed, JAVA_BYTE, filled, read);
    filled += read;
    return filled > 0;
  }

  private void next() throws IOException {
    at = 0;
    made = 0;
    if (expander.expand(packed.asSlice(0, filled), plain)) {
      made = expander.made();
      filled -= expander.read();
      MemorySegment.copy(packed, expander.read(), packed, 0, filled);
    } else {
      PushbackInputStream all = new PushbackInputStream(in, filled);
      all.unread(packed.asSlice(0, filled).toArray(JAVA_BYTE));
      other = new GZIPInputStream(all, GzipMembers.MEMBER);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (in;
        arena;
        expander) {
      at = made;
    }
  }
}
