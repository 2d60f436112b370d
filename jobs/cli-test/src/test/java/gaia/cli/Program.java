package gaia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** The program as a user runs it, in this process. */
public final class Program {
  private final Map<String, Object> properties;

  private Program(Map<String, Object> properties) {
    this.properties = properties;
  }

  public static Ended gaia(String... words) {
    return new Program(Map.of()).run(words);
  }

  /** A build that bundles the scripts of this folder instead. */
  public static Program bundling(Path migrations) {
    return new Program(Map.of("gaia.migrations", "filesystem:" + migrations));
  }

  public Ended run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      CommandLine gaia =
          Gaia.commandLine(context)
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true));
      return new Ended(gaia.execute(words), out.toString(), err.toString());
    }
  }

  /** What the user saw. */
  public record Ended(int exit, String out, String err) {
    /** Fails with the user's words otherwise: an exit code alone explains nothing. */
    public void succeeded() {
      assertThat(exit).as("exit after %s%s", out, err).isZero();
    }

    public Map<String, Object> json() {
      try {
        return JsonMapper.createDefault()
            .readValue(out, Argument.mapOf(String.class, Object.class));
      } catch (IOException e) {
        throw new UncheckedIOException("not one JSON object: " + out, e);
      }
    }
  }
}
