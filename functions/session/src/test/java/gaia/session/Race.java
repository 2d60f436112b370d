package gaia.session;

import gaia.testing.Answer;
import gaia.testing.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Requests that leave at the same moment. */
final class Race {
  private Race() {}

  /** As many threads at once, each given its number. */
  static List<Answer> of(int threads, IntFunction<Answer> request) throws Exception {
    List<Supplier<Answer>> requests = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      requests.add(() -> request.apply(number));
    }
    return of(requests);
  }

  /** The same, by clients who come again when they are told to. */
  static List<Answer> patiently(int threads, IntFunction<Answer> request) throws Exception {
    return of(threads, number -> Patience.with(() -> request.apply(number)));
  }

  private static List<Answer> of(List<Supplier<Answer>> requests) throws Exception {
    CyclicBarrier line = new CyclicBarrier(requests.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
      List<Future<Answer>> running = new ArrayList<>();
      for (Supplier<Answer> request : requests) {
        running.add(
            threads.submit(
                () -> {
                  line.await();
                  return request.get();
                }));
      }
      return answers(running);
    }
  }

  private static List<Answer> answers(List<Future<Answer>> running)
      throws InterruptedException, ExecutionException {
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> one : running) {
      answers.add(one.get());
    }
    return answers;
  }

  static long count(int status, List<Answer> answers) {
    return answers.stream().filter(answer -> answer.status() == status).count();
  }
}
