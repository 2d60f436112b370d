package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private final Caller caller = new Caller(new UUID(1, 2), "i", "s", null, null);
  private final Remembered remembered = new Remembered(100);

  @Test
  void callerIsRemembered_untilThen() {
    remembered.put(Remembered.Digest.of("a"), caller, 0, 10);
    assertThat(remembered.get(Remembered.Digest.of("a"), 9)).isSameAs(caller);
    assertThat(remembered.get(Remembered.Digest.of("a"), 10)).isNull();
    assertThat(remembered.get(Remembered.Digest.of("b"), 0)).isNull();
  }

  @Test
  void whatIsAlreadyOver_isNotKept() {
    remembered.put(Remembered.Digest.of("a"), caller, 10, 10);
    assertThat(remembered.size()).isZero();
  }

  @Test
  void memoryIsBounded_andThoseThatEndedGoFirst() {
    for (int i = 0; i < 90; i++) {
      remembered.put(Remembered.Digest.of("ended" + i), caller, 0, 10);
    }
    for (int i = 0; i < 20; i++) {
      remembered.put(Remembered.Digest.of("good" + i), caller, 20, 30);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(remembered.get(Remembered.Digest.of("good" + i), 25)).isSameAs(caller);
    }
    for (int i = 0; i < 10_000; i++) {
      remembered.put(Remembered.Digest.of("more" + i), caller, 20, 30);
      assertThat(remembered.size()).isLessThanOrEqualTo(101);
    }
  }
}
