package gaia.archive;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Written beside its place, and moved there when it is whole and on the disk. */
final class FileDraft extends Draft {
  // While others still make what comes next, or they would all wait for the disk at the end.
  private static final long AT_ONCE = 8L << 20;

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private long unforced;
  private boolean kept;

  FileDraft(Path target) throws IOException {
    this.target = target;
    part = target.resolveSibling(target.getFileName() + Names.PART);
    channel = FileChannel.open(part, CREATE, WRITE);
    if (!isMine(channel)) {
      channel.close();
      throw new FileAlreadyExistsException(part.toString(), null, "another run is writing it");
    }
    channel.truncate(0);
  }

  private static boolean isMine(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    unforced += length;
    if (unforced >= AT_ONCE) {
      channel.force(false);
      unforced = 0;
    }
  }

  @Override
  public void keep() throws IOException {
    channel.force(true);
    Files.move(part, target, ATOMIC_MOVE);
    kept = true;
    // Without this a loss of power could take the new name back.
    try (FileChannel directory = FileChannel.open(directory(), READ)) {
      directory.force(true);
    }
  }

  private Path directory() {
    Path parent = target.getParent();
    return parent == null ? Path.of(".") : parent;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!kept) {
      Files.deleteIfExists(part);
    }
  }
}
