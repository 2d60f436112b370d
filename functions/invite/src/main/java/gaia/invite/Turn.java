package gaia.invite;

import gaia.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One person's redemption, from when it came. */
final class Turn {
  /** What ends a wait for others. */
  sealed interface Call {}

  /** Redeem for all of these, yourself the first; then the next may go. */
  record Lead(List<Turn> group) implements Call {}

  /** The same for those of one invite, whom others were in the way of. */
  record Insist(List<Turn> group) implements Call {}

  /** Another's statement answered for you. */
  record Answer(Redemption redemption, long nanos) implements Call {}

  /** Nobody redeems for you. */
  record Alone() implements Call {}

  private final InviteToken invite;
  private final Caller caller;
  private final long came = System.nanoTime();
  private final CompletableFuture<Call> call = new CompletableFuture<>();

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

  /** What is left of a time that began when it came; never less than nothing. */
  Duration left(Duration time) {
    Duration left = time.minusNanos(System.nanoTime() - came);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The first call counts, and no other. */
  void call(Call how) {
    call.complete(how);
  }

  void fail(RuntimeException failure) {
    call.completeExceptionally(failure);
  }

  /** Null: no call in time. */
  @Nullable Call await(Duration limit) {
    try {
      return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}
