package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void v7_isAVersion7_ofItsMoment() {
    TestClock clock = new TestClock();
    UUID id = Ids.v7(clock);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
  }

  @Test
  void v7_sortsByTime_withinAMillisecondToo() {
    TestClock clock = new TestClock();
    UUID earlier = Ids.v7(clock);
    for (int i = 0; i < 5000; i++) {
      clock.advance(Duration.ofNanos(250));
      UUID later = Ids.v7(clock);
      // PostgreSQL compares bytes; so does the text.
      assertThat(later.toString()).isGreaterThan(earlier.toString());
      earlier = later;
    }
  }

  @Test
  void v7_ofOneMoment_neverTheSame() {
    TestClock clock = new TestClock();
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(Ids.v7(clock));
    }
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void v5_isAlwaysTheSame_asThoseAlreadyStored() {
    assertThat(Ids.v5("https://i.test/", "auth0|1"))
        .isEqualTo(UUID.fromString("2845a9cd-534c-59b3-98a1-7bac726b8e9a"));
  }

  @Test
  void v5_isAVersion5_andKeepsIssuerAndSubjectApart() {
    assertThat(Ids.v5("a", "bc").version()).isEqualTo(5);
    assertThat(Ids.v5("a", "bc").variant()).isEqualTo(2);
    assertThat(Ids.v5("a", "bc")).isNotEqualTo(Ids.v5("ab", "c"));
    assertThat(Ids.v5("", "1:a")).isNotEqualTo(Ids.v5("1:a", ""));
    assertThat(Ids.v5("a", "")).isNotEqualTo(Ids.v5("", "a"));
  }
}
