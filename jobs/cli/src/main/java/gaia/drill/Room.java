package gaia.drill;

import gaia.archive.Manifest;
import gaia.archive.Size;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * Whether a server and the restored database fit beside the job, in bytes.
 *
 * @param folder where its data would lie
 * @param inMemory that is no disk: what lies there is memory, as on Cloud Run
 * @param data that the restored database is expected to take, with its log and the server itself
 * @param free there
 * @param memory that is left to this machine or container
 */
record Room(Path folder, boolean inMemory, long data, long free, long memory) {
  // Programs and an empty cluster, then the log at its longest.
  private static final long SERVER = 150_000_000;
  private static final long LOG = 300_000_000;

  /** Shared buffers, and what a few connections work in. */
  static final long WORK = 300_000_000;

  static Room of(Run run, Manifest manifest) throws SQLException {
    long size = Math.max(manifest.plainBytes(), liveSize(run));
    // The live database knows what indexes take; the file does not.
    long data = size + size / 5 + SERVER + LOG;
    Path folder = temporary();
    try {
      boolean inMemory =
          System.getenv("CLOUD_RUN_JOB") != null
              || Files.getFileStore(folder).type().equals("tmpfs");
      return new Room(
          folder, inMemory, data, Files.getFileStore(folder).getUsableSpace(), availableMemory());
    } catch (IOException e) {
      throw Stop.because(
          Outcome.FAILED,
          "could not use " + folder + ": " + e.getMessage(),
          "set TMPDIR to a folder that can be written to, or say --on URL",
          e);
    }
  }

  static Path temporary() {
    String said = System.getenv("TMPDIR");
    return Path.of(said == null ? System.getProperty("java.io.tmpdir", "/tmp") : said);
  }

  void mustDo() {
    long wanted = inMemory ? data + WORK : WORK;
    if (memory < wanted) {
      throw tooSmall(
          "%s of memory%s"
              .formatted(Size.of(wanted), inMemory ? ", since files lie there too" : ""),
          "%s of it are left".formatted(Size.of(memory)),
          "give this job more");
    }
    if (!inMemory && free < data) {
      throw tooSmall(
          "%s in %s".formatted(Size.of(data), folder),
          "%s are free there".formatted(Size.of(free)),
          "set TMPDIR to a folder with more room");
    }
  }

  private static Stop tooSmall(String wanted, String left, String hint) {
    return Stop.because(
        Outcome.REFUSED,
        "to restore it beside this job would take %s, and %s".formatted(wanted, left),
        hint + ", or say --on URL for a server that has it");
  }

  private static long liveSize(Run run) throws SQLException {
    try (Statement statement = run.home().createStatement();
        ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Of the machine and of the container, whichever is less; no limit where neither tells. */
  private static long availableMemory() throws IOException {
    long left = Long.MAX_VALUE;
    Path machine = Path.of("/proc/meminfo");
    if (Files.exists(machine)) {
      try (Stream<String> lines = Files.lines(machine)) {
        left =
            lines
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(left);
      }
    }
    Path group = Path.of("/sys/fs/cgroup");
    left = Math.min(left, left(group.resolve("memory.max"), group.resolve("memory.current")));
    Path older = group.resolve("memory");
    return Math.min(
        left, left(older.resolve("memory.limit_in_bytes"), older.resolve("memory.usage_in_bytes")));
  }

  private static long left(Path limit, Path used) throws IOException {
    if (!Files.isReadable(limit) || !Files.isReadable(used)) {
      return Long.MAX_VALUE;
    }
    String most = Files.readString(limit).strip();
    return most.equals("max")
        ? Long.MAX_VALUE
        : Long.parseLong(most) - Long.parseLong(Files.readString(used).strip());
  }
}
