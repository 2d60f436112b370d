package gaia.bench;

import java.util.List;
import java.util.stream.IntStream;

/** What of several rounds is told. */
final class Median {
  private Median() {}

  /** Not a number where nothing was measured. */
  static double of(List<Double> numbers) {
    return numbers.isEmpty()
        ? Double.NaN
        : numbers.stream().sorted().toList().get(numbers.size() / 2);
  }

  /** Of each pair's own ratio, since what else the machine does changes from round to round. */
  static double ofRatios(List<Double> some, List<Double> others) {
    return of(IntStream.range(0, some.size()).mapToObj(i -> some.get(i) / others.get(i)).toList());
  }
}
