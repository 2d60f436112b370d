package gaia.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived the program that started it. */
final class LeftOver {
  private final Path data;

  LeftOver(Path data) {
    this.data = data;
  }

  void stop() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> server = process(Files.readAllLines(pidFile));
    if (server.isPresent()) {
      end(server.get());
    }
    // Its number may belong to a stranger by now, for whom PostgreSQL would refuse to start.
    Files.deleteIfExists(pidFile);
  }

  private Optional<ProcessHandle> process(List<String> pidFile) {
    try {
      return pidFile.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip())).filter(this::isServer);
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  private boolean isServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    boolean postgres = info.command().filter(command -> command.endsWith("postgres")).isPresent();
    List<String> arguments = List.of(info.arguments().orElse(new String[0]));
    return postgres && arguments.contains(data.toString());
  }

  private void end(ProcessHandle server) throws IOException {
    // SIGINT is PostgreSQL's fast stop; SIGTERM would wait for clients.
    new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
    try {
      server.onExit().get(20, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      server.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
