package gaia.across;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A step that was taken while others took theirs.
 *
 * @param start by System.nanoTime, before it was sent
 * @param end after it was answered
 */
record Happened(int thread, Step step, String told, long start, long end) {
  /** What a person reads who looks for the reason. */
  static String history(List<Happened> all) {
    long first = all.stream().mapToLong(Happened::start).min().orElse(0);
    return all.stream()
        .sorted(Comparator.comparingLong(Happened::start))
        .map(
            one ->
                "%6d..%6d us  thread %d  %s -> %s"
                    .formatted(
                        (one.start - first) / 1000,
                        (one.end - first) / 1000,
                        one.thread,
                        one.step,
                        one.told))
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
