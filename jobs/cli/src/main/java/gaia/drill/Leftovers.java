package gaia.drill;

import gaia.cli.Run;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Folders of drills, each with a lock that goes with its run, and the servers that run in them. */
final class Leftovers {
  static final String FOLDER = "gaia-drill-";
  static final String LOCK = "lock";

  private static final Duration LOCKED_BY_THEN = Duration.ofMinutes(1);

  private Leftovers() {}

  static String cleared(String what) {
    return "cleared    " + what + ", which a run that was killed had begun";
  }

  /** What nobody holds any longer. */
  static void clear(Run run, Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(parent)) {
      folders = all.filter(each -> String.valueOf(each.getFileName()).startsWith(FOLDER)).toList();
    }
    for (Path folder : folders) {
      if (isLeft(folder)) {
        erase(folder);
        run.progress(cleared(folder.toString()));
      }
    }
  }

  /** Another user's drill is none of ours. */
  private static boolean isLeft(Path folder) {
    Path lock = folder.resolve(LOCK);
    if (!Files.exists(lock)) {
      return Files.isWritable(folder) && isAbandoned(folder);
    }
    if (!Files.isWritable(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * A run that was killed before it had its lock, or after it gave it up, does nothing more there.
   */
  private static boolean isAbandoned(Path folder) {
    try {
      Instant changed = Files.getLastModifiedTime(folder).toInstant();
      return changed.isBefore(Instant.now().minus(LOCKED_BY_THEN));
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends whatever runs there, then deletes it. */
  static void erase(Path folder) throws IOException {
    List<ProcessHandle> running =
        ProcessHandle.allProcesses().filter(process -> runsIn(process, folder)).toList();
    // SIGQUIT ends PostgreSQL at once and lets it give its shared memory back.
    for (ProcessHandle process : running) {
      new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid()).start();
    }
    for (ProcessHandle process : running) {
      CompletableFuture<ProcessHandle> exit = process.onExit();
      exit.completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
      if (process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    delete(folder);
  }

  private static boolean runsIn(ProcessHandle process, Path folder) {
    return process
        .info()
        .arguments()
        .filter(all -> Stream.of(all).anyMatch(each -> each.startsWith(folder + "/")))
        .isPresent();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
