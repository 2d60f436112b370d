package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gaia.local.postgres.LocalPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RowQueueTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch release = new CountDownLatch(1);
  private LocalPostgres postgres;
  private RunningPool running;
  private RowQueue rows;

  @BeforeEach
  void start() {
    postgres = LocalPostgres.temporary();
    running = new RunningPool(postgres, Map.of("database.pool", "3"));
    rows = running.context.getBean(RowQueue.class);
  }

  @AfterEach
  void stop() {
    release.countDown();
    threads.close();
    running.close();
    postgres.close();
  }

  @Test
  void statementsOfOneRow_runOneAfterTheOther_thoseOfAnotherMeanwhile() {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<?> first = held("row", () -> over.set(true));
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(() -> rows.inTurn("row", over::get), threads);
    assertThat(rows.inTurn("other", over::get)).isFalse();
    release.countDown();
    assertThat(second.join()).isTrue();
    first.join();
  }

  @Test
  void lastConnection_isLeft_andWhoWaitsTooLongIsToldToRetry() {
    List<CompletableFuture<?>> held = List.of(held("one", () -> {}), held("two", () -> {}));
    Throwable refused = catchThrowable(() -> rows.inTurn("three", () -> "never"));
    assertThat(DatabaseProblem.of(refused)).isEqualTo(DatabaseProblem.UNAVAILABLE);
    assertThat(running.probe.say("hello").text()).isEqualTo("hello");
    release.countDown();
    held.forEach(CompletableFuture::join);
  }

  @Test
  void statementThatFails_letsTheNextRun() {
    assertThat(
            catchThrowable(
                () ->
                    rows.inTurn(
                        "row",
                        () -> {
                          throw new IllegalStateException("broken");
                        })))
        .hasMessage("broken");
    assertThat(rows.inTurn("row", () -> "next")).isEqualTo("next");
  }

  /** Under way until the test lets go. */
  private CompletableFuture<?> held(String row, Runnable last) {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<?> statement =
        CompletableFuture.runAsync(
            () ->
                rows.inTurn(
                    row,
                    () -> {
                      begun.countDown();
                      await(release);
                      last.run();
                      return "done";
                    }),
            threads);
    await(begun);
    return statement;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
