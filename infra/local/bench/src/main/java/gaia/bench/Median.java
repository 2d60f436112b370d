package gaia.bench;

import java.util.List;

/** What of several rounds is told; of ratios it is taken pair by pair. */
final class Median {
  private Median() {}

  /** Not a number where nothing was measured. */
  static double of(List<Double> numbers) {
    return numbers.isEmpty()
        ? Double.NaN
        : numbers.stream().sorted().toList().get(numbers.size() / 2);
  }
}
