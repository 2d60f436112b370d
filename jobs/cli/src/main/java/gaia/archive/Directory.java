package gaia.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Backups in a directory of this machine. */
final class Directory implements Store {
  private final Path path;

  Directory(Path path) {
    this.path = path;
  }

  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public List<String> files() throws IOException {
    return names().stream().filter(name -> !name.endsWith(Names.PART)).toList();
  }

  @Override
  public long size(String file) throws IOException {
    Path at = path.resolve(file);
    return Files.isRegularFile(at) ? Files.size(at) : -1;
  }

  @Override
  public InputStream open(String file, long from) throws IOException {
    return Channels.newInputStream(FileChannel.open(path.resolve(file), READ).position(from));
  }

  @Override
  public Draft create(String file) throws IOException {
    Files.createDirectories(path);
    return new FileDraft(path.resolve(file));
  }

  @Override
  public void delete(String file) throws IOException {
    Files.deleteIfExists(path.resolve(file));
  }

  @Override
  public List<String> clear() throws IOException {
    List<String> cleared = new ArrayList<>();
    for (String name : names()) {
      if (name.endsWith(Names.PART)
          && Names.isOurs(name.substring(0, name.length() - Names.PART.length()))
          && isLeft(path.resolve(name))) {
        Files.deleteIfExists(path.resolve(name));
        cleared.add(name);
      }
    }
    return cleared;
  }

  /** Who writes one holds a lock on it, which goes with the process. */
  private static boolean isLeft(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, CREATE, WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(path)) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
