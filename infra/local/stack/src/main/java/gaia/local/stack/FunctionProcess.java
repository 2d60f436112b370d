package gaia.local.stack;

import gaia.local.postgres.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function under the real invoker: its own jar, or the image that was built of it. */
record FunctionProcess(Process process, int port, Path log, Duration grace) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Starts it; {@link #awaitAwake} tells when it answers. */
  static FunctionProcess start(Launch launch) throws IOException {
    int port = Ports.free();
    ProcessBuilder builder = new ProcessBuilder(launch.command());
    // What it is told is all that it knows: a setting of this shell must not stand in for a missing
    // one.
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR", "DOCKER_HOST"));
    environment.putAll(launch.settings());
    environment.put("PORT", Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(launch.log().toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    return new FunctionProcess(process, port, launch.log(), launch.grace());
  }

  void awaitAwake() throws CannotWake, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
        throw new CannotWake("it ended with exit code " + process.exitValue(), log);
      }
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new CannotWake("it did not listen within " + PATIENCE.toSeconds() + " s", log);
      }
    }
  }

  /** Asks it to end, and makes it after a while. */
  void end() {
    process.destroy();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
