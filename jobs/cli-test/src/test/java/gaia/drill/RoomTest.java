package gaia.drill;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final long GB = 1_000_000_000;

  @Test
  void whereItFits_nothingIsSaid() {
    assertThatCode(() -> room(false, 5 * GB, 5 * GB, GB).mustDo()).doesNotThrowAnyException();
    assertThatCode(() -> room(true, 5 * GB, 0, 6 * GB).mustDo()).doesNotThrowAnyException();
  }

  @Test
  void aDiskThatIsTooSmall_isToldWithTheNumbers() {
    assertThatThrownBy(() -> room(false, 5 * GB, 3 * GB, GB).mustDo())
        .hasMessageContaining("would take 5.0 GB in /tmp, and 3.0 GB are free there");
  }

  @Test
  void aMachineWithoutMemory_isToldWithTheNumbers() {
    assertThatThrownBy(() -> room(false, 5 * GB, 9 * GB, 200_000_000).mustDo())
        .hasMessageContaining("would take 300.0 MB of memory, and 200.0 MB of it are left");
  }

  @Test
  void whereFilesLieInMemory_bothCountTogether() {
    assertThatThrownBy(() -> room(true, 4 * GB, 9 * GB, 4 * GB).mustDo())
        .hasMessageContaining(
            "would take 4.3 GB of memory, since files lie there too, and 4.0 GB of it are left");
  }

  private static Room room(boolean inMemory, long data, long free, long memory) {
    return new Room(Path.of("/tmp"), inMemory, data, free, memory);
  }
}
