package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import gaia.timetable.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schedule does by night, each by a process and a login of its own. */
class NightTest {
  private static final List<String> NIGHT = List.of("migrate", "backup", "drill", "drift");

  @TempDir private Path data;

  @Test
  void eachJobOfTheNight_ends_asTheScheduleStartsIt() throws Exception {
    Settings settings =
        new Settings(
            Checkout.root(),
            data,
            StackProcess.freePort(),
            true,
            Duration.ofHours(1),
            "",
            Settings.Run.JARS);
    Stack stack = new Stack(settings, new Screen(settings, line -> {}));
    stack.start();
    try {
      for (String name : NIGHT) {
        String ended = stack.run(line(name));
        assertThat(ended).as(() -> name + ": " + log(name)).isEqualTo("exit 0");
      }
      assertThat(stack.run(line("cleanup"))).isEqualTo("status 200");
    } finally {
      stack.end();
    }
    assertThat(log("drill")).contains(" restores: ");
  }

  @Test
  void eachJobOfTheSchedule_hasALoginOfItsOwn() throws Exception {
    assertThat(schedule().lines())
        .filteredOn(line -> !line.function())
        .allSatisfy(line -> assertThat(ScheduledTask.login(line)).isEqualTo(line.name()));
  }

  private static Timetable.Line line(String name) throws IOException {
    return schedule().lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Timetable schedule() throws IOException {
    return Timetable.read(Checkout.root().resolve("jobs/schedule.yaml"));
  }

  private String log(String name) {
    try {
      return Files.readString(data.resolve("log/" + name + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
