package gaia.cleanup;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far one chore has come, in steps that take about as long as every other's. */
final class Walk {
  // Short enough for a player who waits for one of its rows, long enough to be worth a commit.
  private static final Duration A_STEP = Duration.ofMillis(15);
  // The first may meet rows that take thousands of others along.
  private static final int FIRST = 32;
  private static final int LARGEST = 20_000;
  private static final int STRIKES = 5;

  private final Statement statement;
  private int size = FIRST;
  private int strikes;
  private @Nullable String since;
  private long rows;
  private boolean whole;
  private boolean passed;

  interface Statement {
    Step run(@Nullable String since, int atMost);
  }

  Walk(Statement statement) {
    this.statement = statement;
  }

  /** The same way from where another one has come to. */
  Walk(Statement statement, @Nullable String since) {
    this.statement = statement;
    this.since = since;
  }

  /** One that has nothing to look for. */
  static Walk over() {
    Walk walk = new Walk((since, atMost) -> new Step(0L, null, true, false));
    walk.whole = true;
    return walk;
  }

  void step() {
    long begun = System.nanoTime();
    Step step = statement.run(since, size);
    if (step.rows() == null) {
      strikes++;
      size = Math.max(1, size / 4);
      return;
    }
    // All that was seen is of one moment and held by others: what lies behind it wants a longer
    // look.
    boolean stuck = step.rows() == 0 && !step.whole() && Objects.equals(since, step.upto());
    strikes = stuck && size == LARGEST ? strikes + 1 : 0;
    rows += step.rows();
    since = step.upto();
    whole = step.whole();
    passed |= step.passed();
    fit(System.nanoTime() - begun);
  }

  private void fit(long nanos) {
    if (nanos > A_STEP.toNanos() * 3 / 2) {
      size = Math.max(1, size / 2);
    } else if (nanos < A_STEP.toNanos() / 2) {
      size = Math.min(LARGEST, size * 2);
    }
  }

  boolean goesOn() {
    return !whole && strikes < STRIKES;
  }

  long rows() {
    return rows;
  }

  @Nullable String since() {
    return since;
  }

  boolean whole() {
    return whole;
  }

  boolean passed() {
    return passed;
  }
}
