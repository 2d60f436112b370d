package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void functionThatCannotStart_namesItsLog_whichSaysWhy() throws Exception {
    Path log = folder.resolve("broken.log");
    Launch launch = launchInto(log);
    Service service = new Service("broken", launch, new PidFiles(folder), said::add);

    assertThatThrownBy(service::enter)
        .isInstanceOf(CannotWake.class)
        .hasMessage("it ended with exit code 1; its log is " + log);
    assertThat(Files.readString(log)).contains("Invoker");
    assertThat(said).isEmpty();
  }

  @Test
  void stoppedService_wakesNoMore() {
    Launch launch = launchInto(folder.resolve("late.log"));
    Service service = new Service("late", launch, new PidFiles(folder), said::add);
    service.stop();
    assertThatThrownBy(service::enter).hasMessageContaining("the stack is ending");
  }

  private static Launch launchInto(Path log) {
    return new Launch(
        CommandLine.ofFunction("no.jar", List.of()), Map.of(), log, Duration.ofSeconds(60));
  }
}
