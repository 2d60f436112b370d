package gaia.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** {@code gunzip -c FILE | psql URL}, both of this machine. */
final class Psql {
  private Psql() {}

  static void restore(Path file, Scratch into) throws IOException {
    Ended ended = tried(file, into.url());
    assertThat(ended.exit()).as(ended.said()).isZero();
  }

  record Ended(int exit, String said) {}

  static Ended tried(Path file, String url) throws IOException {
    Assumptions.assumeTrue(isHere(), "no psql on this machine");
    ProcessBuilder gunzip = new ProcessBuilder("gunzip", "-c", file.toString());
    ProcessBuilder psql =
        new ProcessBuilder("psql", "--no-psqlrc", "--quiet", "--dbname", url)
            .redirectErrorStream(true);
    List<Process> pipe = ProcessBuilder.startPipeline(List.of(gunzip, psql));
    try (InputStream said = pipe.getLast().getInputStream()) {
      String text = new String(said.readAllBytes(), UTF_8);
      return new Ended(pipe.getLast().onExit().join().exitValue(), text);
    }
  }

  private static boolean isHere() throws IOException {
    try {
      return new ProcessBuilder("psql", "--version").start().onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
