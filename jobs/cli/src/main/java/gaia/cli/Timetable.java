package gaia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** jobs/schedule.yaml as this build was made with it. */
public record Timetable(List<Line> lines) {
  /**
   * One line of it.
   *
   * @param job the name of its runs in the ledger
   * @param function it is a function that is called, and no command
   * @param staleAfter how old its last success may be
   */
  public record Line(String job, boolean function, Duration staleAfter) {}

  /** The first words of the commands. */
  public List<String> jobs() {
    return lines.stream().filter(line -> !line.function()).map(Line::job).toList();
  }

  public static Timetable read() {
    try (InputStream file = Timetable.class.getResourceAsStream("/schedule.yaml")) {
      Map<String, Map<String, Map<String, Object>>> all =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return new Timetable(
          Stream.of("jobs", "functions")
              .flatMap(
                  kind ->
                      all.getOrDefault(kind, Map.of()).entrySet().stream()
                          .map(each -> line(kind, each.getKey(), each.getValue())))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String kind, String name, Map<String, Object> said) {
    String run = String.valueOf(said.getOrDefault("run", name));
    long stale = Long.parseLong(String.valueOf(said.get("stale_after_minutes")));
    boolean function = kind.equals("functions");
    return new Line(run.split(" ", 2)[0], function, Duration.ofMinutes(stale));
  }
}
