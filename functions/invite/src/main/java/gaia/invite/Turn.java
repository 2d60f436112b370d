package gaia.invite;

import gaia.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One person's wait while another redeems the same invite. */
final class Turn {
  /** What ends the wait. */
  sealed interface Call {}

  /** Redeem for all of these, yourself the first. */
  record Lead(List<Turn> together) implements Call {}

  /** Another's statement let you in. */
  record Answer(Redemption redemption) implements Call {}

  /** Nobody redeems for you. */
  record Alone() implements Call {}

  private final Caller caller;
  private final CompletableFuture<Call> call = new CompletableFuture<>();

  Turn(Caller caller) {
    this.caller = caller;
  }

  Caller caller() {
    return caller;
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
