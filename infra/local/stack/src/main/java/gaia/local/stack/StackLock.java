package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One stack a data folder; the system takes the lock back from a stack that was killed. */
final class StackLock implements AutoCloseable {
  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  static StackLock take(Settings settings) {
    Path file = settings.data().resolve("lock");
    try {
      Files.createDirectories(settings.data());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new CannotStart(
            "a stack is already running on %s (%s): use it, end it with Ctrl-C, or choose other data with -Ddata=DIR and -Dport=N"
                .formatted(settings.data(), holder));
      }
      String holder = settings.address() + ", process " + ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(UTF_8)));
      return new StackLock(channel);
    } catch (FileAlreadyExistsException e) {
      throw new CannotStart(settings.data() + " is not a folder; -Ddata=DIR chooses another");
    } catch (AccessDeniedException e) {
      throw new CannotStart(
          "writing to %s is not allowed; -Ddata=DIR chooses another".formatted(e.getFile()));
    } catch (IOException e) {
      throw new CannotStart(
          "can't use %s: %s; -Ddata=DIR chooses another".formatted(file, e.getMessage()));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
