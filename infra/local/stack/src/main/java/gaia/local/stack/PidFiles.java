package gaia.local.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Remembers the processes that run, for the next start to end those that a killed stack left. */
final class PidFiles {
  private final Path folder;

  PidFiles(Path folder) {
    this.folder = folder;
  }

  void remember(ProcessHandle process) throws IOException {
    Files.writeString(file(process), process.pid() + " " + started(process));
  }

  void forget(ProcessHandle process) {
    try {
      Files.deleteIfExists(file(process));
    } catch (IOException staysBehind) {
      // Harmless: the start time tells that the process is not ours.
    }
  }

  /** Ends what a killed stack left; never a stranger who has the number by now. */
  int endLeftOvers() throws IOException {
    int ended = 0;
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pid")) {
      for (Path file : files) {
        ended += endIfOurs(Files.readString(file).strip().split(" ", 2)) ? 1 : 0;
        Files.delete(file);
      }
    }
    return ended;
  }

  private static boolean endIfOurs(String[] remembered) {
    return remembered.length == 2
        && remembered[0].matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(remembered[0]))
            .filter(process -> started(process).equals(remembered[1]))
            .map(ProcessHandle::destroyForcibly)
            .orElse(false);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown to this system");
  }

  private Path file(ProcessHandle process) {
    return folder.resolve(process.pid() + ".pid");
  }
}
