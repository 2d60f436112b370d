package gaia.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** All of an object; at its end it has to have been what the bucket keeps. */
final class ProvenStream extends FilterInputStream {
  private static final int SKIP = 8 << 10;

  private final String file;
  private final String crc32c;
  private final CRC32C sum = new CRC32C();

  ProvenStream(InputStream in, String file, String crc32c) {
    super(in);
    this.file = file;
    this.crc32c = crc32c;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    int read = super.read(to, at, length);
    if (read > 0) {
      sum.update(to, at, read);
    } else if (read < 0 && !Crc32c.text(sum).equals(crc32c)) {
      throw new IOException(
          "%s was written with CRC32C %s and reads as %s"
              .formatted(file, crc32c, Crc32c.text(sum)));
    }
    return read;
  }

  /** What is skipped is read, or its end could prove nothing. */
  @Override
  public long skip(long bytes) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(bytes, SKIP)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
