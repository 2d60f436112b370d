package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Full speed while nobody plays, a fifth of it while somebody does. */
class CourtesyTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong commits = new AtomicLong(5_000);
  private final AtomicLong time = new AtomicLong();
  private final Courtesy courtesy = new Courtesy(commits::get, time::get);

  @Test
  void whileOthersAreAtWork_itRests_andOnlyThen() {
    assertThat(second(25, 0)).isZero();
    assertThat(second(25, 500)).isEqualTo(160);
    assertThat(second(8, 500)).isEqualTo(160);
    assertThat(second(25, 20)).isZero();
  }

  @Test
  void itsOwnCommits_areNobodyElses() {
    assertThat(second(400, 0)).isZero();
    assertThat(second(400, 0)).isZero();
  }

  /** The rest after the last step of a second in which all committed so much. */
  private long second(int ours, int others) {
    long rest = 0;
    for (int step = 1; step <= ours; step++) {
      commits.incrementAndGet();
      if (step == ours) {
        commits.addAndGet(others);
        time.addAndGet(SECOND);
      }
      rest = courtesy.after(40);
    }
    return rest;
  }
}
