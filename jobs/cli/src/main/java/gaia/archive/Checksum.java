package gaia.archive;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A table's content, whatever the order of its rows: the sum, modulo 2^128, of the first 128 bits
 * of each row's SHA-256. A row is the line that {@code copy … to stdout} gives under {@link
 * Reading#SETTINGS}, with its line feed. A sum and not an exclusive or, in which a row that is
 * there twice would vanish.
 */
public final class Checksum {
  private static final int HALF = 8;

  private final MessageDigest digest = Digests.sha256();
  private final byte[] bytes = new byte[32];
  private final ByteBuffer numbers = ByteBuffer.wrap(bytes);
  private long high;
  private long low;
  private long rows;

  public void add(byte[] row) {
    add(row, row.length);
    end();
  }

  /** Some of a row, up to its {@link #end}. */
  void add(byte[] piece, int length) {
    digest.update(piece, 0, length);
  }

  void end() {
    try {
      digest.digest(bytes, 0, bytes.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    plus(numbers.getLong(0), numbers.getLong(HALF));
    rows++;
  }

  public void add(Checksum other) {
    plus(other.high, other.low);
    rows += other.rows;
  }

  public long rows() {
    return rows;
  }

  private void plus(long high, long low) {
    long sum = this.low + low;
    this.high += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    this.low = sum;
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
