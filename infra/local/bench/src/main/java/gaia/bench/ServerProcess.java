package gaia.bench;

import gaia.local.postgres.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under test, in a process of its own. */
record ServerProcess(Process process, int port, Path log) implements AutoCloseable {
  static ServerProcess start(
      String classPath, Map<String, String> environment, List<String> flags, String... main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(main));
    return start(command, environment);
  }

  /** Returns once it listens; the word {@code {port}} stands for a free port. */
  static ServerProcess start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(
            command.stream()
                .map(word -> word.equals("{port}") ? Integer.toString(port) : word)
                .toList());
    builder.environment().putAll(environment);
    builder.environment().put("PORT", Integer.toString(port));
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "gaia-bench-" + port + ".log");
    log.toFile().deleteOnExit();
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ServerProcess server = new ServerProcess(process, port, log);
    while (!server.answers()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        throw new IOException("the server ended: " + Files.readString(log));
      }
    }
    return server;
  }

  /** What it said last. */
  String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
