package gaia.timetable;

import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Goes through the nodes rather than their values, since only they know their lines. */
final class TimetableReader {
  private static final String ZONE = "time_zone";
  private static final String JOBS = "jobs";
  private static final String FUNCTIONS = "functions";
  private static final String FORM =
      "a line is like  prune: {run: prune, cron: \"3-53/10 * * * *\", stale_after_minutes: 100}";

  private final String file;

  TimetableReader(String file) {
    this.file = file;
  }

  Timetable read(Reader text) {
    Map<String, Node> all = fields(compose(text), Set.of(ZONE, JOBS, FUNCTIONS));
    ZoneId zone = zone(all.get(ZONE));
    List<Timetable.Line> lines = new ArrayList<>();
    add(lines, all.get(JOBS), false);
    add(lines, all.get(FUNCTIONS), true);
    return new Timetable(file, zone, List.copyOf(lines));
  }

  private Node compose(Reader text) {
    try {
      Node all = new Yaml(new SafeConstructor(new LoaderOptions())).compose(text);
      if (all == null) {
        throw new BadTimetable(file, 1, "there is nothing in it", "it says time_zone and jobs");
      }
      return all;
    } catch (MarkedYAMLException e) {
      throw new BadTimetable(file, line(e.getProblemMark()), problem(e), FORM);
    } catch (YAMLException e) {
      throw new BadTimetable(file, 1, String.valueOf(e.getMessage()), "it is YAML in UTF-8");
    }
  }

  private static String problem(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return context + e.getProblem();
  }

  private ZoneId zone(@Nullable Node said) {
    if (said == null) {
      throw new BadTimetable(file, 1, "no " + ZONE, "write  time_zone: Etc/UTC");
    }
    String name = text(said, ZONE);
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw wrong(said, "there is no time zone " + name, "name one like Etc/UTC or Europe/Berlin");
    }
  }

  private void add(List<Timetable.Line> lines, @Nullable Node said, boolean function) {
    if (said != null) {
      fields(said, null).forEach((name, node) -> lines.add(line(name, node, function)));
    }
  }

  private Timetable.Line line(String name, Node node, boolean function) {
    String does = function ? "post" : "run";
    Map<String, Node> said = fields(node, Set.of(does, "cron", "stale_after_minutes"));
    return new Timetable.Line(
        name,
        function,
        field(name, node, said, does),
        field(name, node, said, "cron"),
        Duration.ofMinutes(minutes(name, node, said)),
        line(node.getStartMark()));
  }

  private long minutes(String name, Node node, Map<String, Node> said) {
    String minutes = field(name, node, said, "stale_after_minutes");
    if (!minutes.matches("[1-9][0-9]{0,6}")) {
      throw wrong(
          node, "stale_after_minutes of %s is %s".formatted(name, minutes), "give a number");
    }
    return Long.parseLong(minutes);
  }

  private String field(String name, Node node, Map<String, Node> said, String field) {
    Node value = said.get(field);
    if (value == null) {
      throw wrong(node, "%s has no %s".formatted(name, field), FORM);
    }
    return text(value, field);
  }

  private String text(Node node, String field) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw wrong(node, field + " is no word", FORM);
  }

  /**
   * In the order of the file.
   *
   * @param known all that it may say; null: names of its own
   */
  private Map<String, Node> fields(Node node, @Nullable Set<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, "names with what they mean were expected", FORM);
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = text(tuple.getKeyNode(), "a name");
      if (known != null && !known.contains(name)) {
        throw wrong(
            tuple.getKeyNode(),
            "nobody knows " + name,
            "known here: " + String.join(", ", known.stream().sorted().toList()));
      }
      if (fields.put(name, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), name + " is there twice", "keep one of them");
      }
    }
    return fields;
  }

  private BadTimetable wrong(Node node, String what, String hint) {
    return new BadTimetable(file, line(node.getStartMark()), what, hint);
  }

  /** People count from one. */
  private static int line(@Nullable Mark mark) {
    return mark == null ? 1 : mark.getLine() + 1;
  }
}
