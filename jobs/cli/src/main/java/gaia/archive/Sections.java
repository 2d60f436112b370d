package gaia.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.Manifest.Section;
import gaia.archive.rows.ObjectSlices;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the sections of a backup, each by itself. */
public final class Sections {
  private Sections() {}

  /** What stands in one, not compressed. */
  public static InputStream open(Store store, Manifest manifest, Section section)
      throws IOException {
    InputStream file = store.open(manifest.file(), section.at());
    try {
      return Compression.of(manifest.compression()).expand(new Stretch(file, section.bytes()));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  public static String text(Store store, Manifest manifest, Section section) throws IOException {
    try (InputStream in = open(store, manifest, section)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** {@code the rows of public.events}. */
  public static String words(Section section) {
    return switch (section.kind()) {
      case OPENING, SETTINGS, CLOSING -> "the frame of it";
      case ROLES -> "the roles";
      case BEFORE -> "the tables' definitions";
      case ROWS -> "the rows of " + ObjectSlices.said(String.valueOf(section.table()));
      case KEYS -> "the keys of " + section.table();
      case INDEX -> "an index of " + section.table();
      case AFTER -> "the triggers, policies and rights";
    };
  }

  /** So many bytes of a stream and no more. */
  private static final class Stretch extends FilterInputStream {
    private long left;

    Stretch(InputStream in, long bytes) {
      super(in);
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, from, (int) Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(Math.min(left, bytes));
      left -= skipped;
      return skipped;
    }

    // Whether another gzip member follows is taken from this.
    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }
  }
}
