package gaia.testing;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A function as it was built, beside the one under test: a process of its own, since two functions
 * on one class path would each serve what is the other's.
 */
public final class FunctionProcess implements AutoCloseable {
  private static final int SECONDS_TO_WAKE = 120;

  private final String word;
  private final Process process;
  private final Path log;
  private final int port;

  private FunctionProcess(String word, Process process, Path log, int port) {
    this.word = word;
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it with these settings, in the form of properties; {@link #awaitAwake} tells when it
   * answers.
   */
  static FunctionProcess start(String word, Map<String, String> settings) {
    String module = "functions/" + word;
    Path log = Checkout.root().resolve(module).resolve("target/beside.log");
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", Checkout.classPathOfClasses(module)));
    command.add("com.google.cloud.functions.invoker.runner.Invoker");
    command.addAll(List.of("--target", "gaia.http.Function"));
    ProcessBuilder builder = new ProcessBuilder(command);
    settings.forEach((name, value) -> builder.environment().put(variable(name), value));
    builder.environment().put("PORT", Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new FunctionProcess(word, process, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** A client of it that is nobody yet. */
  public Http http() {
    return new Http("http://127.0.0.1:" + port);
  }

  /**
   * Returns once it answers, and whom a token names: it fetches the issuer's keys while it starts.
   */
  void awaitAwake(String token) {
    awaitListening();
    Answer answer = Patience.with(() -> http().as(token).get("/v1/" + word + "?session_id=none"));
    if (answer.status() == 503) {
      throw new IllegalStateException("function %s knows nobody: %s".formatted(word, answer));
    }
  }

  private void awaitListening() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_WAKE);
    try {
      while (!listens()) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "function %s did not listen within %d s; its log is %s"
                  .formatted(word, SECONDS_TO_WAKE, log));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while function " + word + " woke", e);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    // It holds nothing that an orderly end would save.
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
