package gaia.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at data before a server is started on it, since a start that fails is only waited for. */
final class DataFolder {
  private static final String MAJOR = "16";
  private final Path data;

  DataFolder(Path data) {
    this.data = data;
  }

  void check(Path binaries) throws IOException {
    for (String file : List.of("PG_VERSION", "postgresql.conf", "global/pg_control")) {
      if (!Files.isRegularFile(data.resolve(file))) {
        throw damaged(file + " is missing");
      }
    }
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR)) {
      throw damaged("it was made by PostgreSQL '%s', this is %s".formatted(version, MAJOR));
    }
    Optional<Path> postgres = program(binaries);
    if (postgres.isPresent()) {
      recover(postgres.get());
    }
  }

  /** Lets PostgreSQL itself open the data, with nobody connected, and reads what it says. */
  private void recover(Path postgres) throws IOException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root.
    }
    command.addAll(List.of(postgres.toString(), "--single", "-D", data.toString(), "postgres"));
    Process recovery = new ProcessBuilder(command).redirectErrorStream(true).start();
    recovery.getOutputStream().close();
    String said = new String(recovery.getInputStream().readAllBytes(), UTF_8);
    try {
      if (recovery.waitFor() != 0) {
        throw damaged(ServerLog.complaint(said).orElse(said.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Path> program(Path binaries) throws IOException {
    if (!Files.isDirectory(binaries)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(binaries)) {
      return versions.map(at -> at.resolve("bin/postgres")).filter(Files::exists).findFirst();
    }
  }

  private PostgresUnavailable damaged(String why) {
    return new PostgresUnavailable(
        "the data in %s is damaged: %s. -Dfresh starts with empty data".formatted(data, why), null);
  }
}
