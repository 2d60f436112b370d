package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import gaia.timetable.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the schedule does by night, one line after the other. */
final class Night {
  private static final List<String> JOBS = List.of("migrate", "backup", "drill", "drift");

  private Night() {}

  static void passesWell(Stack stack, Path data) throws Exception {
    for (String name : JOBS) {
      String ended = stack.run(line(name));
      assertThat(ended).as(() -> name + ": " + log(data, name)).isEqualTo("exit 0");
    }
    assertThat(stack.run(line("cleanup"))).isEqualTo("status 200");
    assertThat(log(data, "drill")).contains(" restores: ");
  }

  static Timetable schedule() throws IOException {
    return Timetable.read(Checkout.root().resolve("jobs/schedule.yaml"));
  }

  private static Timetable.Line line(String name) throws IOException {
    return schedule().lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String log(Path data, String name) {
    try {
      return Files.readString(data.resolve("log/" + name + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
