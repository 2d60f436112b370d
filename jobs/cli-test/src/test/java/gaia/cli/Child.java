package gaia.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.cli.Program.Ended;
import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The program as a process of its own, which can be killed and told settings. */
public final class Child {
  private final List<String> flags = new ArrayList<>();
  private Map<String, String> environment = Map.of();

  /** A build that bundles the scripts of this folder instead. */
  public Child bundling(Path migrations) {
    flags.add("-Dgaia.migrations=filesystem:" + migrations);
    return this;
  }

  public Child with(Map<String, String> settings) {
    environment = settings;
    return this;
  }

  public Process start(String... words) throws IOException {
    return builder(words).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
  }

  public Ended run(String... words) throws IOException {
    Process process = builder(words).start();
    process.getOutputStream().close();
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(
            () -> text(process.getErrorStream()), task -> Thread.ofVirtual().start(task));
    String out = text(process.getInputStream());
    return new Ended(process.onExit().join().exitValue(), out, err.join());
  }

  public ProcessBuilder builder(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // The first of a kind leaves its classes to the others, which then start in half the time; what
    // the JVM has to say of that would stand among the program's words.
    command.addAll(
        List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive(words)));
    command.add("-Xlog:disable");
    command.addAll(flags);
    command.addAll(List.of("-cp", Checkout.classPath("jobs/cli"), "gaia.cli.Gaia"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private static Path archive(String... words) {
    String kind = words.length == 0 ? "none" : words[0];
    return Path.of("target", "child-%s-%d.jsa".formatted(kind, ProcessHandle.current().pid()))
        .toAbsolutePath();
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
