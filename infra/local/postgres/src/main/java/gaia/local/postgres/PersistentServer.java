package gaia.local.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.io.FileUtils;

/** The server in a folder: binaries, data, passwords and log side by side. */
final class PersistentServer {
  private final Path folder;
  private final Path data;
  private final Path unfinished;
  private final Path log;

  // The library remembers by resolver where it unpacked; one of our own unpacks into our folder.
  private final PgBinaryResolver binaries =
      (system, machine) -> DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);

  PersistentServer(Path folder) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.unfinished = folder.resolve("data.unfinished");
    this.log = folder.resolve("log");
  }

  LocalPostgres start(int preferredPort) {
    ServerLog since = new ServerLog(log);
    try {
      Files.createDirectories(folder);
      new LeftOver(unfinished).stop();
      new LeftOver(data).stop();
      if (Files.notExists(data)) {
        create();
      }
      new DataFolder(data).check(folder.resolve("binaries"));
      return boot(data, Ports.from(preferredPort));
    } catch (PostgresUnavailable e) {
      throw e;
    } catch (IOException | SQLException | RuntimeException e) {
      throw new PostgresUnavailable(
          "PostgreSQL in %s did not start: %s. Its log is %s; -Dfresh starts with empty data"
              .formatted(folder, since.complaint().orElse(String.valueOf(e.getMessage())), log),
          e);
    }
  }

  void kill() {
    try {
      new LeftOver(data).kill();
    } catch (IOException e) {
      throw new PostgresUnavailable("could not kill the server in " + folder, e);
    }
  }

  void erase() {
    try {
      new LeftOver(data).stop();
      FileUtils.deleteDirectory(data.toFile());
    } catch (IOException e) {
      throw new PostgresUnavailable("could not delete %s: %s".formatted(data, e.getMessage()), e);
    }
  }

  /** Made beside and renamed, so that a start that was killed half way leaves nothing half made. */
  private void create() throws IOException, SQLException {
    FileUtils.deleteDirectory(unfinished.toFile());
    boot(unfinished, 0).close();
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private LocalPostgres boot(Path at, int port) throws IOException, SQLException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPgBinaryResolver(binaries)
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setOutputRedirector(Redirect.appendTo(log.toFile()))
            .setPGStartupWait(Duration.ofSeconds(20))
            // The library turns both off for speed; here an acknowledged write is kept.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    try {
      return EmbeddedServer.start(builder, at, Passwords.in(folder.resolve("passwords")));
    } catch (IOException | SQLException | RuntimeException e) {
      new LeftOver(at).stop();
      throw e;
    }
  }
}
