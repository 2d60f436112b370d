package gaia.invite;

import gaia.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One person's redemption, from when it came. */
final class Turn {
  /** What ends a wait for others. */
  sealed interface Call {}

  /**
   * Redeem for all of these, yourself the first; then the next may go.
   *
   * @param mayWait for a row that another holds; else those behind one are passed by
   */
  record Lead(List<Turn> group, boolean mayWait) implements Call {}

  /** Another's statement answered for you. */
  record Answer(Redemption redemption, long nanos) implements Call {}

  /** Another's statement failed for you too. */
  record Failure(Throwable reason) implements Call {}

  /** With whom it may share its next statement; each that has no answer for it leaves fewer. */
  enum Company {
    ANYBODY,
    THE_SAME_INVITE,
    NOBODY
  }

  private final InviteToken invite;
  private final Caller caller;
  private final long came = System.nanoTime();
  private final BlockingQueue<Call> calls = new ArrayBlockingQueue<>(1);
  // Only the queue changes it, and reads it, one thread at a time.
  private Company company = Company.ANYBODY;

  Turn(InviteToken invite, Caller caller) {
    this.invite = invite;
    this.caller = caller;
  }

  InviteToken invite() {
    return invite;
  }

  Caller caller() {
    return caller;
  }

  Company company() {
    return company;
  }

  void company(Company next) {
    company = next;
  }

  /** What is left of a time that began when it came; never less than nothing. */
  Duration left(Duration time) {
    Duration left = time.minusNanos(System.nanoTime() - came);
    return left.isNegative() ? Duration.ZERO : left;
  }

  void call(Call how) {
    calls.add(how);
  }

  /** Null: no call in time. */
  @Nullable Call await(Duration limit) {
    try {
      return calls.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others redeem", e);
    }
  }
}
