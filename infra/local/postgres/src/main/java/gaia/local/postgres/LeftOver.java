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
    Optional<ProcessHandle> server = server();
    if (server.isPresent()) {
      end(server.get());
    }
    // Its number may belong to a stranger by now, for whom PostgreSQL would refuse to start.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** SIGKILL for all of them: one that lived on would keep the next server from starting. */
  void kill() throws IOException {
    server()
        .ifPresent(
            postmaster -> {
              List<ProcessHandle> backends = postmaster.descendants().toList();
              postmaster.destroyForcibly();
              backends.forEach(ProcessHandle::destroyForcibly);
              postmaster.onExit().join();
              backends.forEach(backend -> backend.onExit().join());
            });
  }

  private Optional<ProcessHandle> server() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    return Files.exists(pidFile) ? process(Files.readAllLines(pidFile)) : Optional.empty();
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
