package gaia.archive.rows;

import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A table's content, whatever the order of its rows: the sum, modulo 2^128, of a hash of each row.
 * A row is the line that {@code copy … to stdout} gives under {@link Reading#SETTINGS}, with its
 * line feed. A sum and not an exclusive or, in which a row that is there twice would vanish.
 *
 * <p>It finds what goes wrong by accident; who forges a file on purpose is found by its SHA-256.
 * The hash is of both CRCs that processors have instructions for, some tenth of a SHA-256's cost.
 * They are linear, so that two rows that have swapped a value would cancel out: each is mixed
 * before it is added.
 */
public final class Checksum {
  private static final long HIGH = 0x9E3779B97F4A7C15L;

  private final CRC32C castagnoli = new CRC32C();
  private final CRC32 ieee = new CRC32();
  private long high;
  private long low;
  private long rows;

  public void add(byte[] row) {
    add(row, row.length);
    end();
  }

  /** Some of a row, up to its {@link #end}. */
  void add(byte[] piece, int length) {
    castagnoli.update(piece, 0, length);
    ieee.update(piece, 0, length);
  }

  void end() {
    long both = castagnoli.getValue() << Integer.SIZE | ieee.getValue();
    plus(mixed(both + HIGH), mixed(both));
    rows++;
    castagnoli.reset();
    ieee.reset();
  }

  public void add(Checksum other) {
    plus(other.high, other.low);
    rows += other.rows;
  }

  public long rows() {
    return rows;
  }

  Checksum plus(Checksum other) {
    add(other);
    return this;
  }

  private void plus(long high, long low) {
    long sum = this.low + low;
    this.high += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    this.low = sum;
  }

  /** The finalizer of MurmurHash3: every bit of the result depends on every bit. */
  private static long mixed(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
