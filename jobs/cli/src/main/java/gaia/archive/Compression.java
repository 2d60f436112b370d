package gaia.archive;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How a backup is made small; each section is a stream that ends by itself. */
public enum Compression {
  GZIP(".sql.gz", 6, 9) {
    @Override
    public OutputStream compress(OutputStream out, int level) throws IOException {
      return gzip(out, level, Libdeflate.here());
    }

    @Override
    public InputStream expand(InputStream in) throws IOException {
      return gunzip(in, Libdeflate.here());
    }
  },

  ZSTD(".sql.zst", 3, 19) {
    @Override
    public OutputStream compress(OutputStream out, int level) throws IOException {
      ZstdOutputStream zstd = new ZstdOutputStream(out, RecyclingBufferPool.INSTANCE, level);
      zstd.setChecksum(true);
      return zstd;
    }

    @Override
    public InputStream expand(InputStream in) throws IOException {
      return new ZstdInputStream(in, RecyclingBufferPool.INSTANCE);
    }
  };

  private static final int BUFFER = 64 << 10;

  private final String ending;
  private final int level;
  private final int hardest;

  Compression(String ending, int level, int hardest) {
    this.ending = ending;
    this.level = level;
    this.hardest = hardest;
  }

  public abstract OutputStream compress(OutputStream out, int level) throws IOException;

  /** Of one section or of several. */
  public abstract InputStream expand(InputStream in) throws IOException;

  /**
   * Either way {@code gunzip} reads it.
   *
   * @param libdeflate null where the JDK's own does it
   */
  static OutputStream gzip(OutputStream out, int level, @Nullable Libdeflate libdeflate)
      throws IOException {
    if (libdeflate != null) {
      return new GzipMembers(out, libdeflate.compressor(level));
    }
    return new GZIPOutputStream(out, BUFFER) {
      {
        def.setLevel(level);
      }
    };
  }

  /**
   * Whoever has made it.
   *
   * @param libdeflate null where the JDK's own does it
   */
  static InputStream gunzip(InputStream in, @Nullable Libdeflate libdeflate) throws IOException {
    return libdeflate != null
        ? new GunzipMembers(in, libdeflate.expander())
        : new GZIPInputStream(in, BUFFER);
  }

  public String ending() {
    return ending;
  }

  /** The level that its own program takes. */
  public int usualLevel() {
    return level;
  }

  public int hardest() {
    return hardest;
  }

  /** As somebody says it: {@code gzip}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Compression of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
