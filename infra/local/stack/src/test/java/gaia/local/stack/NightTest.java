package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedule's work, each by a process and a login of its own. */
class NightTest {
  @TempDir private Path data;

  @Test
  void eachJobOfTheNight_ends_asTheScheduleStartsIt() throws Exception {
    Settings settings =
        new Settings(
            Checkout.root(), data, Ports.free(), true, Duration.ofHours(1), "", Settings.Run.JARS);
    Stack stack = new Stack(settings, new Screen(settings, line -> {}));
    stack.start();
    try {
      Night.passesWell(stack, data);
    } finally {
      stack.end();
    }
  }

  @Test
  void eachJobOfTheSchedule_hasALoginOfItsOwn() throws Exception {
    assertThat(Night.schedule().lines())
        .filteredOn(line -> !line.function())
        .allSatisfy(line -> assertThat(ScheduledTask.login(line)).isEqualTo(line.name()));
  }
}
