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
   * @param staleAfter how old its last success may be
   */
  public record Line(String job, Duration staleAfter) {}

  public static Timetable read() {
    try (InputStream file = Timetable.class.getResourceAsStream("/schedule.yaml")) {
      Map<String, Map<String, Map<String, Object>>> all =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return new Timetable(
          Stream.of("jobs", "functions")
              .flatMap(kind -> all.getOrDefault(kind, Map.of()).entrySet().stream())
              .map(each -> line(each.getKey(), each.getValue()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String name, Map<String, Object> said) {
    String run = String.valueOf(said.getOrDefault("run", name));
    long stale = Long.parseLong(String.valueOf(said.get("stale_after_minutes")));
    return new Line(run.split(" ", 2)[0], Duration.ofMinutes(stale));
  }
}
