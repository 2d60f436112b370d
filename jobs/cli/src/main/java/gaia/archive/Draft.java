package gaia.archive;

import java.io.IOException;
import java.io.OutputStream;

/** A file while it is written; closed before it is kept, nothing is left of it. */
public abstract class Draft extends OutputStream {
  @Override
  public final void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  /**
   * Makes it last, and seen, whole. In a directory it replaces one of that name, in a bucket one
   * that is there already is a {@link java.nio.file.FileAlreadyExistsException}.
   */
  public abstract void keep() throws IOException;
}
