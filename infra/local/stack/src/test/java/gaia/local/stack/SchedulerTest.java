package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerTest {
  private static final ZonedDateTime MONDAY =
      ZonedDateTime.of(2026, 11, 23, 0, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void nothingButTheCanary_runsWhileTheServerMayBeMaintained() throws IOException {
    assertThat(MONDAY.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    for (Appointment line : real()) {
      ZonedDateTime two = MONDAY.plusHours(2);
      boolean during = line.after(two.minusSeconds(1)).isBefore(two.plusHours(1));
      assertThat(during).as(line.name()).isEqualTo(line.name().equals("keepalive"));
    }
  }

  @Test
  void theNight_isInItsOrder() throws IOException {
    List<String> night = new ArrayList<>();
    real().stream()
        .filter(line -> Duration.between(MONDAY, line.after(MONDAY)).toHours() >= 1)
        .sorted((a, b) -> a.after(MONDAY).compareTo(b.after(MONDAY)))
        .forEach(line -> night.add(line.name()));
    assertThat(night)
        .containsSubsequence("migrate", "backup", "drill", "cleanup", "drift", "doctor");
  }

  @Test
  void aLine_isRunAtItsTime_andAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("schedule.yaml");
    Files.writeString(
        file,
        """
        time_zone: Etc/UTC
        jobs:
          often: {run: keepalive, cron: "* * * * *", stale_after_minutes: 60}
        """);
    List<String> said = new CopyOnWriteArrayList<>();
    // Always a moment before the full minute.
    Instant almost = Instant.parse("2026-11-23T02:59:59.990Z");
    Scheduler scheduler =
        new Scheduler(
            Appointment.of(file), line -> "exit 0", Clock.fixed(almost, ZoneOffset.UTC), said::add);
    assertThat(scheduler.told())
        .isEqualTo("1 lines of jobs/schedule.yaml, next: often at 03:00 Etc/UTC");
    scheduler.start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> said.size() > 1);
    } finally {
      scheduler.stop();
    }
    assertThat(said.getFirst()).startsWith("schedule: often, exit 0 in ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {run: keepalive, cron: "61 * * * *", stale_after_minutes: 60} | cron of often: Failed to parse
          {run: keepalive, stale_after_minutes: 60}                     | often has no cron
          """)
  void aWrongLine_isNamed_andStartsNothing(String said, String what, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("schedule.yaml");
    Files.writeString(file, "time_zone: Etc/UTC\njobs:\n  often: %s\n".formatted(said));
    assertThatThrownBy(() -> Appointment.of(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("%s, line 3: %s", file, what)
        .hasMessageContaining("; hint: ");
  }

  private static List<Appointment> real() throws IOException {
    return Appointment.of(Checkout.root().resolve("jobs/schedule.yaml"));
  }
}
