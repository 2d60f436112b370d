package gaia.archive;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A gzip stream of several members, each of so many bytes; {@code gunzip} gives them as one. For
 * the thread that made it.
 */
final class GzipMembers extends OutputStream {
  // Larger ones are not noticeably smaller together.
  static final int MEMBER = 128 << 10;

  private final OutputStream out;
  private final Libdeflate.Compressor compressor;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment plain = arena.allocate(MEMBER);
  private final MemorySegment packed;
  private final byte[] made;
  private int filled;
  private boolean begun;
  private boolean closed;

  GzipMembers(OutputStream out, Libdeflate.Compressor compressor) {
    this.out = out;
    this.compressor = compressor;
    long most = compressor.bound(MEMBER);
    packed = arena.allocate(most);
    made = new byte[Math.toIntExact(most)];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int fits = Math.min(length - done, MEMBER - filled);
      MemorySegment.copy(bytes, from + done, plain, JAVA_BYTE, filled, fits);
      done += fits;
      filled += fits;
      if (filled == MEMBER) {
        member();
      }
    }
  }

  private void member() throws IOException {
    int length = (int) compressor.compress(plain.asSlice(0, filled), packed);
    MemorySegment.copy(packed, JAVA_BYTE, 0, made, 0, length);
    out.write(made, 0, length);
    filled = 0;
    begun = true;
  }

  /** Of nothing it is one member too. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out;
        arena;
        compressor) {
      if (filled > 0 || !begun) {
        member();
      }
    }
  }
}
