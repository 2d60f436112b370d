package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.local.postgres.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The stack in a process of its own, as Maven starts it. */
final class StackProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final int port;
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final Process process;
  private final Thread reader;

  private StackProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  static StackProcess start(Path data, String... properties) {
    return start(data, Ports.free(), properties);
  }

  static StackProcess start(Path data, int port, String... properties) {
    try {
      List<String> command = command(data, port, properties);
      return new StackProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> command(Path data, int port, String... properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dport=" + port, "-Ddata=" + data));
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Up.class.getName()));
    return command;
  }

  StackProcess awaitReady() {
    awaitLine("ready in ");
    return this;
  }

  void awaitLine(String part) {
    await(part)
        .atMost(PATIENCE)
        .until(() -> says(part) || !(process.isAlive() || reader.isAlive()));
    assertThat(says(part)).as(() -> "'" + part + "' in " + text()).isTrue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private boolean says(String part) {
    return lines.stream().anyMatch(line -> line.contains(part));
  }

  /** Waits for it to end by itself. */
  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** SIGTERM, as Ctrl-C but for the signal. */
  void terminate() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy() would also close its output.
    exitCode();
  }

  /** SIGKILL: it has no time to end anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** The processes that it started, those of PostgreSQL too, which detach themselves. */
  List<ProcessHandle> children(Path data) {
    return Stream.concat(
            process.descendants(), ProcessHandle.allProcesses().filter(p -> isOf(data, p)))
        .toList();
  }

  private boolean isOf(Path data, ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return process.pid() != this.process.pid()
        && Stream.of(arguments).anyMatch(argument -> argument.startsWith(data.toString()));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  String text() {
    return String.join("\n", lines);
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException ended) {
      // Nothing more to read.
    }
  }

  @Override
  public void close() throws InterruptedException {
    terminate();
  }
}
