package gaia.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Many at once. */
public final class Together {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(Together::daemon);

  private Together() {}

  public static <T> CompletableFuture<T> later(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, THREADS);
  }

  /** All of them start at one signal; their answers in order. */
  public static <T> List<T> start(int count, IntFunction<T> task) {
    CountDownLatch ready = new CountDownLatch(count);
    List<CompletableFuture<T>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      running.add(
          later(
              () -> {
                ready.countDown();
                await(ready);
                return task.apply(number);
              }));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  private static void await(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
