package gaia.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** jobs/settings.yaml as this build was made with it; Terraform reads the same file. */
public final class Tuning {
  private static final int PAGES_OF_A_MB = 128;

  private final Map<String, Map<String, Map<String, Object>>> all;

  private Tuning(Map<String, Map<String, Map<String, Object>>> all) {
    this.all = all;
  }

  public static Tuning read() {
    try (InputStream file = Tuning.class.getResourceAsStream("/settings.yaml")) {
      return new Tuning(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One line of the table.
   *
   * @param seed what the seed had; null where it said nothing
   * @param ours what it is here, in words
   * @param where what sets it
   */
  public record Line(String name, @Nullable String seed, String ours, String where, String why) {}

  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (String kind : List.of("server", "clients")) {
      of(kind)
          .forEach(
              (name, said) ->
                  lines.add(
                      new Line(
                          name,
                          text(said, "seed"),
                          String.valueOf(said.get("ours")),
                          kind.equals("server")
                              ? "`infra/database.tf`"
                              : String.valueOf(said.get("where")),
                          String.valueOf(said.get("why")))));
    }
    return lines;
  }

  /** The settings of the server, as PostgreSQL names them. */
  public List<String> server() {
    return List.copyOf(of("server").keySet());
  }

  /**
   * What a setting should be, in the unit of {@code pg_settings}.
   *
   * @return null where that follows from the machine, and it is not known
   */
  public @Nullable String expected(String setting, Deployment deployment) {
    Map<String, Object> said = of("server").getOrDefault(setting, Map.of());
    String value = text(said, "value");
    Long memory = deployment.memoryMb();
    if (value != null) {
      return value;
    }
    if (said.containsKey("by_memory")) {
      return deployment.maxConnections() == null ? null : "" + deployment.maxConnections();
    }
    if (said.containsKey("memory_percent")) {
      return memory == null ? null : "" + share(memory, number(said, "memory_percent"));
    }
    String disk = deployment.diskType();
    return disk == null ? null : text(said, disk.toLowerCase(Locale.ROOT));
  }

  long budget(String name) {
    return number(budget(), name);
  }

  /** What that many jobs need that meet, the greatest first. */
  @SuppressWarnings("unchecked")
  public long ofJobs(long jobs) {
    return ((List<Integer>) budget().getOrDefault("of_jobs", List.of()))
        .stream().limit(jobs).mapToLong(Integer::longValue).sum();
  }

  private static long share(long memory, long percent) {
    return memory * percent / 100 * PAGES_OF_A_MB;
  }

  private Map<String, Map<String, Object>> of(String kind) {
    return all.getOrDefault(kind, Map.of());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Map<String, Object> budget() {
    return (Map) all.getOrDefault("budget", Map.of());
  }

  private static long number(Map<String, Object> said, String name) {
    return Long.parseLong(String.valueOf(said.get(name)));
  }

  private static @Nullable String text(Map<String, Object> said, String name) {
    Object value = said.get(name);
    return value == null ? null : String.valueOf(value);
  }
}
