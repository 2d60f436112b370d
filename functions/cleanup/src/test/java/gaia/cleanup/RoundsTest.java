package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final List<String> turns = new ArrayList<>();

  @Test
  void timeIsOver_stillEachHadOneTurn() {
    new Rounds(Duration.ZERO).walk(Stream.of("a", "b", "c").map(this::endless).toList(), 1, s -> 0);
    assertThat(turns).containsExactly("a", "b", "c");
  }

  private Walk endless(String name) {
    return new Walk(
        (since, atMost) -> {
          turns.add(name);
          return new Step(1L, name, false, false);
        });
  }
}
