package gaia.local.stack;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** jobs/schedule.yaml, which Terraform reads for the cloud. */
record Timetable(List<Line> lines) {
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /**
   * One line.
   *
   * @param does the words after {@code gaia}, or the path that is called
   */
  record Line(String name, boolean job, String does, ExecutionTime times, ZoneId zone) {
    ZonedDateTime after(ZonedDateTime moment) {
      return times.nextExecution(moment.withZoneSameInstant(zone)).orElseThrow();
    }
  }

  static Timetable read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      Map<String, Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      ZoneId zone = ZoneId.of(String.valueOf(all.get("time_zone")));
      List<Line> lines = new ArrayList<>();
      of(all, "jobs").forEach((name, said) -> lines.add(line(name, true, said, "run", zone)));
      of(all, "functions")
          .forEach((name, said) -> lines.add(line(name, false, said, "post", zone)));
      return new Timetable(lines);
    } catch (IllegalArgumentException e) {
      throw new CannotStart("%s: %s".formatted(file, e.getMessage()));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> of(Map<String, Object> all, String kind) {
    return (Map<String, Map<String, Object>>) all.getOrDefault(kind, Map.of());
  }

  private static Line line(
      String name, boolean job, Map<String, Object> said, String does, ZoneId zone) {
    ExecutionTime times = ExecutionTime.forCron(CRON.parse(String.valueOf(said.get("cron"))));
    return new Line(name, job, String.valueOf(said.get(does)), times, zone);
  }
}
