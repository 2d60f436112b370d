package gaia.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of one line that its owner alone reads; a reader sees the old one or the new one. */
final class FileSecret implements Secret {
  private final Path file;

  FileSecret(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public @Nullable Version latest() throws IOException {
    return Files.exists(file)
        ? new Version(
            "", Files.readString(file).strip(), Files.getLastModifiedTime(file).toInstant())
        : null;
  }

  @Override
  public void add(String url) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    var ownersOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), ownersOnly)) {
      ByteBuffer text = UTF_8.encode(url + "\n");
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Files.move(draft, file, ATOMIC_MOVE);
  }

  /** The one before is overwritten. */
  @Override
  public int retire() {
    return 0;
  }
}
