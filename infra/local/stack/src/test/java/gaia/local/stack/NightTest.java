package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.local.postgres.Checkout;
import gaia.timetable.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schedule does by night, each by a process and a login of its own. */
class NightTest {
  // Cron knows minutes only; the first drill may come before the first backup, and says so.
  private static final String EACH_MINUTE =
      """
      time_zone: Etc/UTC
      jobs:
        backup: {run: backup, cron: "* * * * *", stale_after_minutes: 60}
        drill: {run: drill, cron: "* * * * *", stale_after_minutes: 60}
      """;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void aBackupIsMade_andDrilled() throws Exception {
    Path schedule = Files.writeString(folder.resolve("schedule.yaml"), EACH_MINUTE);
    try (StackProcess stack =
        StackProcess.start(folder.resolve("data"), "-Dschedule=" + schedule).awaitReady()) {
      await()
          .atMost(PATIENCE)
          .until(() -> stack.text().contains("schedule: drill, exit 0") || !stack.isAlive());
      assertThat(stack.text()).contains("schedule: backup, exit 0", "schedule: drill, exit 0");
      assertThat(Files.readString(folder.resolve("data/log/drill.log"))).contains(" restores: ");
    }
  }

  @Test
  void eachJobOfTheSchedule_hasALoginOfItsOwn() throws Exception {
    assertThat(Timetable.read(Checkout.root().resolve("jobs/schedule.yaml")).lines())
        .filteredOn(line -> !line.function())
        .allSatisfy(line -> assertThat(ScheduledTask.login(line)).isEqualTo(line.name()));
  }
}
