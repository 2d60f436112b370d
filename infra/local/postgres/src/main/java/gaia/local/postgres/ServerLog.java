package gaia.local.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the server wrote since this was made. */
final class ServerLog {
  private final Path file;
  private final long from;

  ServerLog(Path file) {
    this.file = file;
    this.from = file.toFile().length();
  }

  /** The last line in which the server says why it gave up. */
  Optional<String> complaint() {
    return complaint(text());
  }

  static Optional<String> complaint(String said) {
    return said.lines()
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .reduce((earlier, later) -> later)
        .map(line -> line.replaceFirst(".*(FATAL|PANIC):\\s+", ""));
  }

  private String text() {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(log.length() - from, 1 << 20)];
      log.seek(from);
      log.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
